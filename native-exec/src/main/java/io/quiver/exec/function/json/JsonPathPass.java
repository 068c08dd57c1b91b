/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.json;

import io.quiver.exec.error.Declined;
import io.quiver.exec.kernel.json.JsonPath;
import io.quiver.exec.kernel.json.JsonPaths;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the values of all paths in one pass over the texts of a column, and remembers them for the next call. One thread. */
final class JsonPathPass {
    private final JsonPaths paths;
    private final @Nullable Column[] columns;
    private @Nullable BytesColumn texts;
    private long @Nullable [] demanded;
    private long @Nullable [] odd;

    JsonPathPass(List<JsonPath> paths) {
        this.paths = new JsonPaths(paths, JsonPaths.Choice.FIRST);
        columns = new @Nullable Column[paths.size()];
    }

    /** The values of a path; rows not set in {@code wanted} (null: all are) get any value. */
    Column values(int path, BytesColumn asked, int rowCount, long @Nullable [] wanted) {
        if (texts != asked || !Bitmap.contains(demanded, wanted, rowCount)) {
            find(asked, rowCount, wanted);
        }
        long[] oddRows = odd;
        if (oddRows != null) {
            long[] matter = Bitmap.and(oddRows, wanted, rowCount);
            if (matter != null && Bitmap.any(matter, rowCount)) {
                throw Declined.rows(oddRows);
            }
        }
        Column known = columns[path];
        if (known == null) {
            known = paths.finds().column(path, asked.type(), asked.data());
            columns[path] = known;
        }
        return known;
    }

    private void find(BytesColumn asked, int rowCount, long @Nullable [] wanted) {
        byte[] data = asked.data();
        int[] starts = asked.starts();
        int[] lengths = asked.lengths();
        texts = null;
        odd = null;
        Arrays.fill(columns, null);
        paths.finds().clear(rowCount);
        for (int row = 0; row < rowCount; row++) {
            if (Bitmap.isSet(wanted, row) && !paths.read(row, data, starts[row], starts[row] + lengths[row])) {
                paths.finds().forget(row);
                odd = odd == null ? Bitmap.zeros(rowCount) : odd;
                Bitmap.set(odd, row);
            }
        }
        texts = asked;
        demanded = wanted;
    }
}
