/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HtmlTest {
    @Test
    void textAndAttributesAreEscapedAndPiecesAreNot() {
        Html element = Html.of("a", Html.attribute("title", "\"><script>'&"), Html.of("b", "1 < 2"), "</a><script>");

        assertThat(element.markup())
                .isEqualTo(
                        "<a title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\"><b>1 &lt; 2</b>&lt;/a&gt;&lt;script&gt;</a>");
    }

    @Test
    void controlCharactersAreBlanks() {
        assertThat(Html.text("a\u0000b\u001bc\nd").markup()).isEqualTo("a b c\nd");
    }
}
