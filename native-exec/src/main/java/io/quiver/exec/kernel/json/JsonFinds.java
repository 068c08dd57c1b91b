/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.json;

import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Holds where the values of paths are in the texts of a batch, one set of rows for each path. One thread. */
public final class JsonFinds {
    private final boolean areRaw;
    private final int[][] starts;
    private final int[][] lengths;

    /** The values of paths to several, written anew; null for other paths. */
    private final @Nullable JsonOutput[] lists;

    private int rowCount;
    private int listStart;
    private int listCount;

    /**
     * Makes room for {@code paths} paths.
     *
     * @param areRaw whether values are noted as they stand in the text and do not become texts
     */
    JsonFinds(int paths, boolean areRaw) {
        this.areRaw = areRaw;
        starts = new int[paths][];
        lengths = new int[paths][];
        lists = new @Nullable JsonOutput[paths];
    }

    /** Begins a batch with nothing found. */
    public void clear(int rows) {
        boolean isKept = areRaw && rows == rowCount;
        rowCount = rows;
        for (int path = 0; path < starts.length; path++) {
            if (!isKept) {
                starts[path] = new int[rows];
                lengths[path] = new int[rows];
            }
            Arrays.fill(lengths[path], JsonTexts.NULL_LENGTH);
            lists[path] = null;
        }
    }

    /** Forgets what was found in a text. */
    public void forget(int row) {
        for (int path = 0; path < starts.length; path++) {
            starts[path][row] = 0;
            lengths[path][row] = JsonTexts.NULL_LENGTH;
        }
    }

    boolean isFound(int path, int row) {
        return lengths[path][row] != JsonTexts.NULL_LENGTH;
    }

    int start(int path, int row) {
        return starts[path][row];
    }

    int length(int path, int row) {
        return lengths[path][row];
    }

    /** Notes a value. Returns false where only Jackson knows how it is written. */
    boolean set(int path, int row, byte[] data, int start, int end) {
        if (areRaw) {
            starts[path][row] = start;
            lengths[path][row] = end - start;
            return true;
        }
        if (data[start] == '"') {
            boolean isPlain = JsonText.string(data, start + 1, end) >= 0;
            starts[path][row] = isPlain ? start + 1 : ~(start + 1);
            lengths[path][row] = end - start - 2;
            return true;
        }
        JsonCopy.Form form = JsonCopy.form(data, start, end, false);
        starts[path][row] = start;
        lengths[path][row] = form == JsonCopy.Form.SAME ? end - start : ~(end - start);
        return form != JsonCopy.Form.UNKNOWN;
    }

    /** Begins the list of values of a path to several, for one text. */
    void startList(int path) {
        JsonOutput out = list(path);
        listStart = out.size();
        listCount = 0;
        out.append((byte) '[');
    }

    /** Adds a value. Returns false where only Jackson knows how it is written. */
    boolean addToList(int path, byte[] data, int start, int length) {
        JsonCopy.Form form = JsonCopy.form(data, start, start + length, true);
        JsonOutput out = list(path);
        if (listCount++ > 0) {
            out.append((byte) ',');
        }
        if (form == JsonCopy.Form.SAME) {
            out.append(data, start, length);
        } else if (form == JsonCopy.Form.OTHER) {
            JsonCopy.write(data, start, start + length, true, out);
        }
        return form != JsonCopy.Form.UNKNOWN;
    }

    /** Notes the list of values. A single value is no array. */
    void endList(int path, int row) {
        if (listCount > 0) {
            JsonOutput out = list(path);
            out.append((byte) ']');
            int bracket = listCount > 1 ? 0 : 1;
            starts[path][row] = listStart + bracket;
            lengths[path][row] = out.size() - listStart - 2 * bracket;
        }
    }

    private JsonOutput list(int path) {
        JsonOutput out = lists[path];
        if (out == null) {
            out = new JsonOutput(16 * rowCount);
            lists[path] = out;
        }
        return out;
    }

    /** The values of a path as texts: strings without their quotes, all else as Jackson writes it. Called once a batch. */
    public BytesColumn column(int path, ColumnType type, byte[] data) {
        JsonOutput list = lists[path];
        return JsonTexts.column(type, rowCount, list == null ? data : list.trimmed(), starts[path], lengths[path]);
    }
}
