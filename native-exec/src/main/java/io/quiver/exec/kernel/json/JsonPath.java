/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path of names and array positions, with at most one step to all elements. Source: {@code JsonPathParser} of Spark 4.1.3. */
public record JsonPath(List<Step> steps) {
    /** One step down. */
    public sealed interface Step {}

    /** To the field of an object. */
    public record Name(String name) implements Step {}

    /** To an element of an array, counted from 0. */
    public record Place(int place) implements Step {}

    /** To each element of an array. */
    public record Each() implements Step {}

    /** Leaves names with an asterisk, or with spaces around them, to Spark's parser, which passes over some of these spaces. */
    private static final Pattern STEP =
            Pattern.compile("\\.(?<field>[^.\\[*\\s\\p{Cntrl}](?:[^.\\[*\\p{Cntrl}]*[^.\\[*\\s\\p{Cntrl}])?)"
                    + "|\\['(?<quoted>[^'*\\s\\p{Cntrl}](?:[^'*\\p{Cntrl}]*[^'*\\s\\p{Cntrl}])?)'\\]"
                    + "|\\[(?<place>[0-9]{1,9}|\\*)\\]");

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** The path that a text means; empty where only Spark knows what it leads to. */
    public static Optional<JsonPath> parse(String text) {
        if (!text.startsWith("$")) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return isKnown(steps) ? Optional.of(new JsonPath(steps)) : Optional.empty();
    }

    /** Spark has rules of its own for several steps to each element, and for such a step after a position. */
    private static boolean isKnown(List<Step> steps) {
        int each = steps.indexOf(new Each());
        return each < 0
                || (each == steps.lastIndexOf(new Each()) && (each == 0 || !(steps.get(each - 1) instanceof Place)));
    }

    /** The path to a field of the outermost object. */
    public static JsonPath of(String field) {
        return new JsonPath(List.of(new Name(field)));
    }

    private static Step step(Matcher matcher) {
        String place = matcher.group("place");
        if ("*".equals(place)) {
            return new Each();
        }
        if (place != null) {
            return new Place(Integer.parseInt(place));
        }
        String field = matcher.group("field");
        return new Name(field != null ? field : matcher.group("quoted"));
    }
}
