/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ConstantColumn;
import java.util.ArrayList;
import java.util.List;

/** Assembles batches of output columns. */
final class PairOutput {
    private final JoinSides sides;
    private final JoinBuildTable table;
    private final boolean uniqueKeys;
    private final int[] sameAsProbe;

    PairOutput(JoinSides sides, JoinBuildTable table) {
        this.sides = sides;
        this.table = table;
        uniqueKeys = table.keysAreUnique();
        sameAsProbe = sides.probeColumnsEqualToBuild();
    }

    /** Returns pairs of a probe row and a build row, or of a probe row and nulls. */
    Batch pairs(Batch probe, int[] probeRows, int[] buildRows, int count) {
        // with unique keys, as many entries as rows are all rows in order
        boolean allRows = uniqueKeys && count == probe.rowCount();
        BuildRows build = BuildRows.of(table, buildRows, count);
        List<Column> probeColumns = new ArrayList<>(probe.columnCount());
        for (Column column : probe.columns()) {
            probeColumns.add(allRows ? column : column.gather(probeRows, count));
        }
        List<Column> buildColumns = new ArrayList<>();
        for (int c = 0; c < table.types().size(); c++) {
            int sameAs = sameAsProbe[c];
            buildColumns.add(sameAs < 0 ? build.gather(c) : build.nullWhereAbsent(probeColumns.get(sameAs)));
        }
        return new Batch(sides.leftThenRight(probeColumns, buildColumns), count);
    }

    /** Returns the columns of candidate pairs that a condition reads. Other columns are null. */
    Batch conditionColumns(Batch probe, JoinCondition condition, int[] probeRows, int[] buildRows, int count) {
        boolean oneRow = probeRows[0] == probeRows[count - 1];
        BuildRows build = BuildRows.of(table, buildRows, count);
        List<Column> probeColumns = new ArrayList<>(probe.columnCount());
        for (int c = 0; c < probe.columnCount(); c++) {
            Column column = probe.column(c);
            if (!condition.reads(sides.outputOrdinalOfProbe(c))) {
                probeColumns.add(ConstantColumn.ofNull(column.type(), count));
            } else if (oneRow) {
                probeColumns.add(new ConstantColumn(column.gather(probeRows, 1).flat(), count));
            } else {
                probeColumns.add(column.gather(probeRows, count));
            }
        }
        List<Column> buildColumns = new ArrayList<>();
        for (int c = 0; c < table.types().size(); c++) {
            buildColumns.add(
                    condition.reads(sides.outputOrdinalOfBuild(c))
                            ? build.gather(c)
                            : ConstantColumn.ofNull(table.types().get(c), count));
        }
        return new Batch(sides.leftThenRight(probeColumns, buildColumns), count);
    }

    /** Returns build rows alone. The other side is null unless the output is left rows only. */
    Batch buildRows(int[] rows, int count) {
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < table.types().size(); c++) {
            columns.add(table.gather(c, rows, count));
        }
        if (sides.roles().leftOnly()) {
            return new Batch(columns, count);
        }
        List<Column> nulls = new ArrayList<>();
        sides.probeTypes().forEach(type -> nulls.add(ConstantColumn.ofNull(type, count)));
        return new Batch(sides.leftThenRight(nulls, columns), count);
    }

    Batch withFlag(Batch left, long[] flags) {
        List<Column> columns = new ArrayList<>(left.columns());
        columns.add(new BooleanColumn(left.rowCount(), flags, null));
        return new Batch(columns, left.rowCount());
    }
}
