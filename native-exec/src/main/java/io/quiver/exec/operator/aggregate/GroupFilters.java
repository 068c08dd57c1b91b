/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.operator.RowFilterChain;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.IntColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out groups by their measures: those below the bound of a top-n, or those that a HAVING rejects. Keys are made only
 * for the remaining groups. Making the keys of millions of groups, above all text, costs more than counting their rows.
 */
final class GroupFilters {
    private final List<ColumnType> keyTypes;
    private final OperatorMetrics metrics;
    private final RowFilterChain filters = new RowFilterChain();

    GroupFilters(List<ColumnType> keyTypes, OperatorMetrics metrics) {
        this.keyTypes = List.copyOf(keyTypes);
        this.metrics = metrics;
    }

    /** Adds a filter, which reads columns of measures only. */
    void add(RowFilter filter) {
        filters.add(filter);
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** Returns the wanted ones of groups whose keys exist already. */
    Batch filter(Batch groups) {
        if (filters.isEmpty()) {
            return groups;
        }
        Batch wanted = filters.filter(groups);
        int ruledOut = groups.rowCount() - wanted.rowCount();
        if (ruledOut > 0) {
            metrics.output(ruledOut); // as the host counts them: it makes all
        }
        return wanted;
    }

    /** Returns the output of the wanted groups among {@code [from, from + count)}; it may have no rows. */
    Batch output(PassGroups groups, int from, int count) {
        List<Column> columns = new ArrayList<>();
        keyTypes.forEach(type -> columns.add(ConstantColumn.ofNull(type, count)));
        columns.addAll(groups.outputs(from, count));
        columns.add(upTo(count));
        Batch wanted = filter(new Batch(columns, count));
        IntColumn rows = (IntColumn) wanted.column(columns.size() - 1);
        List<Column> out = new ArrayList<>(groups.keys(from, count, rows.values(), wanted.rowCount()));
        out.addAll(wanted.columns().subList(keyTypes.size(), columns.size() - 1));
        return new Batch(out, wanted.rowCount());
    }

    private static IntColumn upTo(int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        return new IntColumn(ColumnType.INT, count, rows, null);
    }
}
