/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the values of several paths in one pass over a text. A text is odd if its first value is not of the grammar of RFC
 * 8259: Spark's parser takes more than that. Source: {@code GetJsonObjectEvaluator} and {@code JsonTupleEvaluator} of Spark
 * 4.1.3. One thread.
 */
public final class JsonPaths {
    /** Which value counts where a path leads to several, as with two fields of one name. */
    public enum Choice {
        FIRST,
        LAST
    }

    private final Node root = new Node(true);
    private final boolean isLastChosen;
    private final JsonFinds finds;

    public JsonPaths(List<JsonPath> paths, Choice choice) {
        this(paths, choice, new JsonFinds(paths.size(), false));
    }

    private JsonPaths(List<JsonPath> paths, Choice choice, JsonFinds finds) {
        isLastChosen = choice == Choice.LAST;
        this.finds = finds;
        for (int i = 0; i < paths.size(); i++) {
            root.add(paths.get(i).steps(), i);
        }
        root.finish();
    }

    /** What {@link #read} found in the texts of a batch. */
    public JsonFinds finds() {
        return finds;
    }

    /** Reads the text of a row. Returns false where it is odd. */
    public boolean read(int row, byte[] data, int start, int end) {
        int at = JsonText.afterBlanks(data, start, end);
        if (at == end || root.isMissedBy(data[at])) {
            return true;
        }
        if (!JsonText.isRead(data, start, end, false)) {
            return false;
        }
        boolean isCollection = data[at] == '{' || data[at] == '[';
        int after = value(root, row, data, at, end, 0);
        return after >= 0 && (isCollection || JsonText.afterBlanks(data, after, end) == end);
    }

    /** Takes the value at {@code position}; returns where it ends, or {@link JsonText#ODD}. */
    private int value(Node node, int row, byte[] data, int position, int end, int depth) {
        if (position >= end) {
            return JsonText.ODD;
        }
        byte first = data[position];
        int after;
        if (first == '{' && node.names != null) {
            after = object(node, node.names, row, data, position, end, depth);
        } else if (first == '[' && node.places.length > 0) {
            after = array(node, row, data, position, end, depth);
        } else {
            after = JsonText.afterValue(data, position, end, depth);
        }
        if (after < 0) {
            return after;
        }
        boolean isTaken = first == 'n' && !node.takesNull || take(node.asked, row, data, position, after);
        if (isTaken && first == '[') {
            for (Collected collected : node.collected) {
                isTaken &= finds.isFound(collected.path, row) || collect(collected, row, data, position, after, depth);
            }
        }
        return isTaken ? after : JsonText.ODD;
    }

    /** Takes what a path leads to in each element: a single value unchanged, several as an array. */
    private boolean collect(Collected collected, int row, byte[] data, int position, int end, int depth) {
        JsonFinds ofElement = collected.rest.finds;
        int at = JsonText.afterBlanks(data, position + 1, end);
        if (data[at] == ']') {
            return true;
        }
        finds.startList(collected.path);
        while (at >= 0) {
            ofElement.clear(1);
            int after = collected.rest.value(collected.rest.root, 0, data, at, end, depth + 1);
            if (after < 0) {
                return false;
            }
            if (ofElement.isFound(0, 0)
                    && !finds.addToList(collected.path, data, ofElement.start(0, 0), ofElement.length(0, 0))) {
                return false;
            }
            at = JsonText.next(data, after, end, (byte) ']');
        }
        finds.endList(collected.path, row);
        return true;
    }

    private boolean take(int[] asked, int row, byte[] data, int start, int end) {
        for (int path : asked) {
            if ((isLastChosen || !finds.isFound(path, row)) && !finds.set(path, row, data, start, end)) {
                return false;
            }
        }
        return true;
    }

    private int object(Node node, NameTable names, int row, byte[] data, int position, int end, int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            return JsonText.ODD;
        }
        int at = JsonText.afterBlanks(data, position + 1, end);
        if (at < end && data[at] == '}') {
            return at + 1;
        }
        int name = NameTable.OTHER;
        while (true) {
            name = names.read(data, at, end, name);
            if (name == JsonText.ODD) {
                return JsonText.ODD;
            }
            at = names.valueStart(data, end);
            at = name == NameTable.OTHER || name > node.fields.length
                    ? JsonText.afterValue(data, at, end, depth + 1)
                    : value(node.fields[name - 1], row, data, at, end, depth + 1);
            if (at < 0) {
                return JsonText.ODD;
            }
            at = JsonText.next(data, at, end, (byte) '}');
            if (at < 0) {
                return at == JsonText.ODD ? JsonText.ODD : ~at;
            }
        }
    }

    private int array(Node node, int row, byte[] data, int position, int end, int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            return JsonText.ODD;
        }
        int at = JsonText.afterBlanks(data, position + 1, end);
        if (at < end && data[at] == ']') {
            return at + 1;
        }
        for (int place = 0; ; place++) {
            int element = Arrays.binarySearch(node.places, place);
            at = element < 0
                    ? JsonText.afterValue(data, at, end, depth + 1)
                    : value(node.elements[element], row, data, at, end, depth + 1);
            if (at < 0) {
                return JsonText.ODD;
            }
            at = JsonText.next(data, at, end, (byte) ']');
            if (at < 0) {
                return at == JsonText.ODD ? JsonText.ODD : ~at;
            }
        }
    }

    /** A value that paths lead to or through. */
    private static final class Node {
        /** Whether null is a value. A null field is not there; a null element or a whole text is the text {@code null}. */
        final boolean takesNull;

        int[] asked = {};
        Collected[] collected = {};
        int[] places = {};
        Node[] elements = {};
        Node[] fields = {};

        @Nullable
        NameTable names;

        private final List<String> fieldNames = new ArrayList<>();

        Node(boolean takesNull) {
            this.takesNull = takesNull;
        }

        void add(List<JsonPath.Step> steps, int path) {
            if (steps.isEmpty()) {
                asked = Arrays.copyOf(asked, asked.length + 1);
                asked[asked.length - 1] = path;
                return;
            }
            if (steps.get(0) instanceof JsonPath.Each) {
                collected = Arrays.copyOf(collected, collected.length + 1);
                collected[collected.length - 1] = Collected.of(path, steps.subList(1, steps.size()));
                return;
            }
            Node next = steps.get(0) instanceof JsonPath.Place place
                    ? element(place.place())
                    : field(((JsonPath.Name) steps.get(0)).name());
            next.add(steps.subList(1, steps.size()), path);
        }

        private Node field(String name) {
            int known = fieldNames.indexOf(name);
            if (known >= 0) {
                return fields[known];
            }
            fieldNames.add(name);
            fields = Arrays.copyOf(fields, fields.length + 1);
            fields[fields.length - 1] = new Node(false);
            return fields[fields.length - 1];
        }

        private Node element(int place) {
            int known = Arrays.binarySearch(places, place);
            if (known >= 0) {
                return elements[known];
            }
            int at = ~known;
            int count = places.length;
            places = Arrays.copyOf(places, count + 1);
            elements = Arrays.copyOf(elements, count + 1);
            System.arraycopy(places, at, places, at + 1, count - at);
            System.arraycopy(elements, at, elements, at + 1, count - at);
            places[at] = place;
            elements[at] = new Node(true);
            return elements[at];
        }

        void finish() {
            if (fields.length > 0) {
                names = new NameTable(fieldNames.stream()
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toList());
            }
            for (Node field : fields) {
                field.finish();
            }
            for (Node element : elements) {
                element.finish();
            }
        }

        /** Whether no path leads through a value with this first byte, whatever follows: malformed text has no value either. */
        boolean isMissedBy(byte first) {
            return first >= 0
                    && asked.length == 0
                    && (first != '{' || fields.length == 0)
                    && (first != '[' || elements.length + collected.length == 0);
        }
    }

    /**
     * A path to a value in each element of an array.
     *
     * @param rest finds the value in an element
     */
    private record Collected(int path, JsonPaths rest) {
        static Collected of(int path, List<JsonPath.Step> rest) {
            return new Collected(
                    path, new JsonPaths(List.of(new JsonPath(rest)), Choice.FIRST, new JsonFinds(1, true)));
        }
    }
}
