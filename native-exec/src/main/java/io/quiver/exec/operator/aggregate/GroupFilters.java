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
 * Leaves out groups by their measures: those below the bound of a top-n, or that a HAVING does not want. Keys are made of the others alone, and
 * to make them of millions of groups, of text above all, costs more than to count their rows.
 */
final class GroupFilters {
    private final List<ColumnType> keyTypes;
    private final OperatorMetrics metrics;
    private final RowFilterChain filters = new RowFilterChain();

    GroupFilters(List<ColumnType> keyTypes, OperatorMetrics metrics) {
        this.keyTypes = List.copyOf(keyTypes);
        this.metrics = metrics;
    }

    /** {@code filter} looks at columns of measures alone. */
    void add(RowFilter filter) {
        filters.add(filter);
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** The wanted ones of groups whose keys there are already. */
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

    /** The output of the wanted ones of the groups {@code [from, from + count)}; perhaps no row. */
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
