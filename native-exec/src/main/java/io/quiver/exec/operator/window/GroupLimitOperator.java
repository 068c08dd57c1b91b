/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.operator.BatchCoalescer;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.frame.OrderKeys;
import io.quiver.exec.operator.window.function.RankFunction;
import io.quiver.exec.operator.window.rows.HeldRows;
import io.quiver.exec.operator.window.rows.PartitionMarks;
import io.quiver.exec.operator.window.rows.RowBorders;
import io.quiver.exec.operator.window.rows.WindowLayout;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands on the rows of sorted partitions whose rank is within a limit. Source: Spark 4.1.3 {@code WindowGroupLimitExec}.
 * Spark also outputs the row beyond the limit that ends a group; this operator leaves it out.
 */
public final class GroupLimitOperator implements Operator {
    private final Operator input;
    private final WindowLayout layout;
    private final RowBorders borders;
    private final RankFunction rank;
    private final int limit;
    private final boolean onePartition;
    private final BatchCoalescer output;
    private int[] selection = new int[Batch.TARGET_ROWS];
    private boolean atEnd;

    /** {@code function} is row_number, rank or dense_rank. */
    public GroupLimitOperator(
            Operator input,
            List<ColumnType> inputTypes,
            List<Expression> partitionKeys,
            List<SortKey> orderKeys,
            String function,
            int limit,
            ExpressionCompiler compiler) {
        this.input = input;
        this.limit = limit;
        this.rank = RankFunction.named(function);
        this.onePartition = partitionKeys.isEmpty();
        layout = new WindowLayout(inputTypes);
        int[] partitionSlots = layout.slots(partitionKeys);
        borders = new RowBorders(partitionSlots, OrderKeys.of(orderKeys, layout).slots());
        layout.compile(compiler);
        output = new BatchCoalescer(inputTypes);
    }

    @Override
    public @Nullable Batch next() {
        while (!output.isFull() && !atEnd) {
            Batch batch = input.next();
            if (batch == null) {
                atEnd = true;
                break;
            }
            Batch kept = limit(batch);
            if (kept.rowCount() > 0) {
                output.add(kept);
            }
        }
        return output.poll(atEnd);
    }

    private Batch limit(Batch batch) {
        int rowCount = batch.rowCount();
        PartitionMarks marks = new PartitionMarks();
        Batch rows = layout.compute(batch, marks);
        borders.mark(rows, marks);
        rank.start(new HeldRows(rows, marks.slice(0, rowCount)));
        int[] ranks = ((IntColumn) rank.next(0, rowCount)).values();
        if (selection.length < rowCount) {
            selection = new int[rowCount];
        }
        int count = select(ranks, rowCount, limit, selection);
        atEnd |= onePartition && count < rowCount;
        return count == rowCount ? batch : batch.gather(selection, count);
    }

    private static int select(int[] ranks, int rowCount, int limit, int[] out) {
        int count = 0;
        for (int i = 0; i < rowCount; i++) {
            out[count] = i;
            count += ranks[i] <= limit ? 1 : 0;
        }
        return count;
    }

    @Override
    public void close() {
        input.close();
    }
}
