/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.compat.SparkApi;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.ui.UIUtils;
import org.apache.spark.ui.WebUIPage;
import scala.collection.immutable.Seq;
import scala.xml.Node;
import scala.xml.Unparsed;

/** A page of the tab: content and style sheet within Spark's header. It has no scripts, and loads nothing but itself. */
abstract class QuiverPage extends WebUIPage {
    private static final String STYLE = "quiver.css";

    private final QuiverTab tab;

    QuiverPage(QuiverTab tab, String prefix) {
        super(prefix);
        this.tab = tab;
    }

    /** The heading above the content, and the window's title. */
    abstract String title(HttpServletRequest request);

    abstract Html content(HttpServletRequest request, Optional<QueryStore> store);

    @Override
    public final Seq<Node> render(HttpServletRequest request) {
        Html content = content(request, QueryStore.of(tab.ui()));
        String markup = Html.all(Html.style(StyleSheet.TEXT), Html.of("div", Html.kind("quiver"), content))
                .markup();
        return SparkApi.get().page(request, title(request), () -> new Unparsed(markup), tab);
    }

    /** The address of one of Spark's pages, or of Quiver's, wherever the UI is mounted. */
    final String address(HttpServletRequest request, String page) {
        return UIUtils.prependBaseUri(request, tab.basePath(), page);
    }

    final String queryAddress(HttpServletRequest request, long id) {
        return address(request, "/" + QuiverTab.PREFIX + "/" + QueryPage.PREFIX + "/?id=" + id);
    }

    final String sqlAddress(HttpServletRequest request, long id) {
        return address(request, "/SQL/execution/?id=" + id);
    }

    /** A whole number in the address; Spark answers 400 if this throws. */
    static long number(HttpServletRequest request, String name, String otherwise) {
        String text = Objects.requireNonNullElse(request.getParameter(name), otherwise);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is to be a number".formatted(name), e);
        }
    }

    /** Loaded when a page is first requested. */
    private static final class StyleSheet {
        static final String TEXT = read();

        private static String read() {
            try (InputStream in = Objects.requireNonNull(QuiverPage.class.getResourceAsStream(STYLE), STYLE)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + STYLE, e);
            }
        }
    }
}
