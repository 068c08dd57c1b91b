/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.expand;

import io.quiver.exec.kernel.ColumnMerge;
import io.quiver.exec.kernel.RowNulls;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An output column of an expansion, with the value that each projection puts there. */
final class ExpandedColumn {
    private final ColumnType type;
    private final int[] sources;

    /** {@code sources[p]} is the ordinal of the value of projection {@code p}. */
    ExpandedColumn(ColumnType type, int[] sources) {
        this.type = type;
        this.sources = sources;
    }

    ColumnType type() {
        return type;
    }

    int source(int projection) {
        return sources[projection];
    }

    /**
     * Returns the column whose row {@code i} is row {@code rows[i]} of the value of projection {@code i} modulo their number.
     */
    Column expand(List<Column> values, int[] rows) {
        List<Integer> used = new ArrayList<>();
        for (int source : Arrays.stream(sources).distinct().toArray()) {
            if (!isNull(values.get(source))) {
                used.add(source);
            }
        }
        if (used.isEmpty()) {
            return ConstantColumn.ofNull(type, rows.length);
        }
        if (used.size() == 1) {
            Column only = typed(values.get(used.get(0))).gather(rows, rows.length);
            long[] mask = mask(used.get(0), rows.length);
            return Bitmap.all(mask, rows.length) ? only : RowNulls.keep(only, mask);
        }
        ColumnMerge merge = new ColumnMerge(type, rows.length);
        for (int source : Arrays.stream(sources).distinct().toArray()) {
            merge.add(typed(values.get(source)).gather(rows, rows.length), mask(source, rows.length));
        }
        return merge.finish();
    }

    private Column typed(Column value) {
        return value.type().equals(type) ? value : value.withType(type);
    }

    private static boolean isNull(Column value) {
        return value instanceof ConstantColumn constant && constant.isNullConstant();
    }

    private long[] mask(int source, int rowCount) {
        long[] mask = Bitmap.zeros(rowCount);
        for (int p = 0; p < sources.length; p++) {
            if (sources[p] == source) {
                for (int i = p; i < rowCount; i += sources.length) {
                    Bitmap.set(mask, i);
                }
            }
        }
        return mask;
    }
}
