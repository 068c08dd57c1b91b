/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import java.util.Collection;

/** A piece of a page. Text comes in only through {@link #text}, or as a part of {@link #of}, and is escaped there. */
record Html(String markup) {
    /** One attribute of an element. */
    record Attribute(String name, String value) {}

    static Attribute attribute(String name, Object value) {
        return new Attribute(name, value.toString());
    }

    static Attribute kind(String name) {
        return new Attribute("class", name);
    }

    static Attribute link(String address) {
        return new Attribute("href", address);
    }

    static Html text(String text) {
        return new Html(escaped(text));
    }

    /** An element with attributes, which come first, and then pieces and texts. */
    static Html of(String element, Object... parts) {
        StringBuilder markup = new StringBuilder("<").append(element);
        int next = 0;
        while (next < parts.length && parts[next] instanceof Attribute attribute) {
            markup.append(' ')
                    .append(attribute.name())
                    .append("=\"")
                    .append(escaped(attribute.value()))
                    .append('"');
            next++;
        }
        markup.append('>');
        for (; next < parts.length; next++) {
            markup.append(parts[next] instanceof Html piece ? piece.markup() : escaped(parts[next].toString()));
        }
        return new Html(markup.append("</").append(element).append('>').toString());
    }

    /** A style sheet; never for text that a user has written. */
    static Html style(String sheet) {
        return new Html("<style>" + sheet + "</style>");
    }

    static Html all(Collection<Html> pieces) {
        StringBuilder markup = new StringBuilder();
        pieces.forEach(piece -> markup.append(piece.markup()));
        return new Html(markup.toString());
    }

    static Html all(Html... pieces) {
        return all(java.util.List.of(pieces));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(character < ' ' && character != '\n' && character != '\t' ? ' ' : character);
            }
        }
        return escaped.toString();
    }
}
