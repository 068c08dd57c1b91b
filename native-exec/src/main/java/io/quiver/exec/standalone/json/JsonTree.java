/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.json;

import io.quiver.exec.plan.PlanFailures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses JSON to maps, lists, texts, {@link BigDecimal}s, booleans and null. For plans: some kilobytes, read once. */
final class JsonTree {
    private static final int MAX_DEPTH = 2_000;

    private final String text;
    private int at;
    private int depth;

    private JsonTree(String text) {
        this.text = text;
    }

    static @Nullable Object parse(String text) {
        JsonTree tree = new JsonTree(text);
        Object value = tree.value();
        tree.skipSpace();
        if (tree.at < text.length()) {
            throw tree.failure("something after its end");
        }
        return value;
    }

    private @Nullable Object value() {
        skipSpace();
        if (++depth > MAX_DEPTH) {
            throw failure("too deep");
        }
        Object value =
                switch (peek()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", null);
                    default -> number();
                };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        skipSpace();
        while (peek() != '}') {
            String name = string();
            skipSpace();
            expect(':');
            members.put(name, value());
            skipSpace();
            if (peek() != '}') {
                expect(',');
                skipSpace();
            }
        }
        at++;
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        skipSpace();
        while (peek() != ']') {
            elements.add(value());
            skipSpace();
            if (peek() != ']') {
                expect(',');
                skipSpace();
            }
        }
        at++;
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next != '\\') {
                out.append(next);
                continue;
            }
            char escaped = peek();
            at++;
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> out.append(unicode());
                default -> out.append(escaped);
            }
        }
        at++;
        return out.toString();
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw failure("a cut escape");
        }
        try {
            char letter = (char) Integer.parseInt(text, at, at + 4, 16);
            at += 4;
            return letter;
        } catch (NumberFormatException e) {
            throw failure("an escape that is no number");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw failure("an unknown word");
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw failure("no value");
        }
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw failure("no " + wanted);
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw failure("no end");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private RuntimeException failure(String what) {
        return PlanFailures.invalid("the plan is no JSON: %s at character %d", what, at);
    }
}
