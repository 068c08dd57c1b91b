/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.filter;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import java.util.List;

/** Selects the rows for which all conjuncts are true. The conjuncts cannot fail. One thread. */
public final class ConjunctFilter implements RowFilter {
    private final int[] columns;
    private final List<Evaluator> conjuncts;

    /** {@code conjuncts} read the source's columns {@code columns} by their position in that list. */
    public ConjunctFilter(int[] columns, List<Evaluator> conjuncts) {
        this.columns = columns.clone();
        this.conjuncts = List.copyOf(conjuncts);
    }

    @Override
    public int[] columns() {
        return columns;
    }

    @Override
    public int select(Batch batch, int[] selection) {
        int rowCount = batch.rowCount();
        long[] active = null;
        for (Evaluator conjunct : conjuncts) {
            active = FilterOperator.and(active, conjunct.evaluate(batch, active), rowCount);
            if (active != null && !Bitmap.any(active, rowCount)) {
                return 0;
            }
        }
        return Bitmap.toSelection(active, rowCount, selection);
    }
}
