/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.RowWindow;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;

/**
 * Computes an aggregate over whole partitions. It groups all partitions of the rows at once; each row gets its group's
 * result.
 */
final class WholeFunction extends PartitionFunction {
    private final Measure measure;
    private final int[] slots;
    private final ExecutionContext context;
    private Column results = BooleanColumn.nulls(0);
    private int[] chosen = new int[0];

    WholeFunction(Measure measure, int[] slots, ExecutionContext context) {
        this.measure = measure;
        this.slots = slots;
        this.context = context;
    }

    @Override
    public int bytesPerRow() {
        return 12;
    }

    @Override
    public void start(WindowRows newRows) {
        super.start(newRows);
        try (PartitionAggregate aggregate = new PartitionAggregate(measure, newRows.partitionCount(), context)) {
            aggregate(newRows, aggregate);
            results = aggregate.results();
        } catch (RowFailure overflow) {
            throw Declined.batch();
        }
    }

    private void aggregate(WindowRows newRows, PartitionAggregate aggregate) {
        RowWindow window = newRows.open();
        int rowCount = newRows.rowCount();
        for (int from = 0; from < rowCount; from = newRows.pieceEnd(from, rowCount)) {
            int to = newRows.pieceEnd(from, rowCount);
            window.show(from, to);
            Batch batch = window.batch();
            Column[] arguments = new Column[slots.length];
            for (int a = 0; a < arguments.length; a++) {
                arguments[a] = RowChoice.slice(batch.column(slots[a]), from - window.base(), to - window.base());
            }
            aggregate.update(arguments, to - from, groups(newRows, from, to));
        }
    }

    private static int[] groups(WindowRows rows, int from, int to) {
        int[] groups = new int[to - from];
        for (int p = 0; p < rows.partitionCount(); p++) {
            int end = Math.min(to, rows.end(p));
            for (int i = Math.max(from, rows.start(p)); i < end; i++) {
                groups[i - from] = p;
            }
        }
        return groups;
    }

    @Override
    void prepare(int from, int to) {
        chosen = new int[to - from];
    }

    @Override
    void compute(int from, int to, int offset) {
        java.util.Arrays.fill(chosen, from - offset, to - offset, partition());
    }

    @Override
    Column finish(int from, int to) {
        return results.gather(chosen, to - from);
    }
}
