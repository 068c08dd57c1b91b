/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.ParkedOutput;
import io.quiver.exec.operator.RowsAtOnce;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.function.WindowCall;
import io.quiver.exec.operator.window.function.WindowFunction;
import io.quiver.exec.operator.window.function.WindowFunctions;
import io.quiver.exec.operator.window.rows.HeldRows;
import io.quiver.exec.operator.window.rows.RowBorders;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.RowWindow;
import io.quiver.exec.operator.window.rows.WindowInput;
import io.quiver.exec.operator.window.rows.WindowLayout;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column per window function behind the columns of the input, which is sorted by partition and order keys. Rows keep
 * their order. A failure at a row is thrown after the rows before it have gone out. When another operator needs the memory of
 * a partition, the remaining rows are computed and wait on disk. Source: Spark 4.1.3 {@code WindowExec}.
 */
public final class WindowOperator implements Operator {
    private static final Set<String> OF_PEERS = Set.of("rank", "dense_rank", "percent_rank", "cume_dist");
    /** Maximum rows to compute at once if functions make bytes: a list over a growing frame gets longer with each row. */
    private static final int MAX_ROWS_OF_BYTES = 256;

    private final WindowLayout layout;
    private final Supplier<WindowFunctions> newFunctions;
    private WindowFunctions functions;
    private final WindowInput input;
    private @Nullable WindowRows rows;
    private @Nullable RowWindow passing;
    private int position;
    private final RowsAtOnce rowsAtOnce = new RowsAtOnce();
    private @Nullable Throwable failure;
    /** Output that comes before {@link #failure}. */
    private final ParkedOutput parked;
    /** Whether the rows are not in use, so that others may have their memory. */
    private boolean atRest;

    public WindowOperator(
            Operator input,
            List<ColumnType> inputTypes,
            List<Expression> partitionKeys,
            List<SortKey> orderKeys,
            List<WindowCall> calls,
            ExpressionCompiler compiler,
            ExecutionContext context,
            OperatorMetrics metrics) {
        layout = new WindowLayout(inputTypes);
        int[] partitionSlots = layout.slots(partitionKeys);
        newFunctions = () -> new WindowFunctions(calls, orderKeys, layout, context);
        functions = newFunctions.get();
        layout.compile(compiler);
        int[] orderSlots = looksAtPeers(calls) ? functions.order().slots() : new int[0];
        this.input = new WindowInput(
                input,
                layout,
                new RowBorders(partitionSlots, orderSlots),
                functions.functions().stream().allMatch(WindowFunction::streams),
                functions.functions().stream()
                        .mapToInt(WindowFunction::bytesPerRow)
                        .sum(),
                this::park,
                context.memory(),
                metrics);
        List<ColumnType> outputTypes = new ArrayList<>(inputTypes);
        calls.forEach(call -> outputTypes.add(call.type()));
        parked = new ParkedOutput(this.input.account(), outputTypes, metrics);
    }

    private static boolean looksAtPeers(List<WindowCall> calls) {
        return calls.stream().anyMatch(call -> !call.frame().rows() || OF_PEERS.contains(call.function()));
    }

    @Override
    public @Nullable Batch next() {
        atRest = false;
        Batch batch = advance();
        atRest = true;
        return batch;
    }

    private @Nullable Batch advance() {
        while (true) {
            Batch waiting = parked.read();
            if (waiting != null) {
                return waiting;
            }
            Throwable raised = failure;
            if (raised != null) {
                throw RowFailure.raise(raised);
            }
            WindowRows current = rows;
            if (current != null && position < current.rowCount()) {
                Batch batch = compute(current);
                if (batch.rowCount() > 0) {
                    return batch;
                }
                continue;
            }
            finishRows();
            if (!startRows()) {
                return null;
            }
        }
    }

    /**
     * Computes the remaining rows, up to a failure, writes them to disk and releases the rows; false if it cannot do so now.
     */
    private boolean park() {
        WindowRows current = rows;
        if (!atRest || current == null || current.isSpilled() || failure != null) {
            return false;
        }
        try {
            parked.write(() -> position < current.rowCount() && failure == null ? computed(current) : null);
        } catch (RuntimeException | Error spillFailed) {
            failure = spillFailed; // the rows that were computed are lost: none may come after them
            throw spillFailed;
        }
        finishRows();
        functions = newFunctions.get(); // those so far keep columns of the rows
        return true;
    }

    /** Returns the result of {@link #compute}. Anything it throws is thrown once the rows before have gone out. */
    private Batch computed(WindowRows current) {
        try {
            return compute(current);
        } catch (Exception thrown) { // checked ones are sneaked through
            failure = Cancellation.unlessEnded(thrown);
            return new Batch(List.of(), 0);
        }
    }

    private void finishRows() {
        WindowRows done = rows;
        rows = null;
        if (done != null) {
            done.close();
        }
    }

    private boolean startRows() {
        WindowRows next = input.next();
        if (next == null) {
            return false;
        }
        rows = next;
        position = 0;
        passing = next.isSpilled() ? next.open() : null;
        functions.frames().forEach(frame -> frame.start(next));
        functions.functions().forEach(function -> function.start(next));
        return true;
    }

    /** Returns the next rows with their results. There are fewer rows if one of them fails. */
    private Batch compute(WindowRows current) {
        int from = position;
        boolean makesBytes = functions.functions().stream().anyMatch(WindowFunction::makesBytes);
        int to = makesBytes
                ? Math.min(current.rowCount(), from + Math.min(MAX_ROWS_OF_BYTES, rowsAtOnce.rows()))
                : end(current, from);
        for (FrameBounds frame : functions.frames()) {
            try {
                frame.next(current, from, to);
            } catch (RowFailure failed) {
                to = from + failed.row();
                failure = failed.failure();
            }
        }
        List<Column> results = new ArrayList<>();
        for (WindowFunction function : functions.functions()) {
            try {
                results.add(function.next(from, to));
            } catch (RowFailure failed) {
                to = from + failed.row();
                failure = failed.failure();
                results.add(failed.computed());
            }
        }
        position = to;
        List<Column> columns = new ArrayList<>(passed(current, from, to));
        int count = to - from;
        results.forEach(result -> columns.add(result.prefix(count)));
        if (makesBytes) {
            rowsAtOnce.made(results.stream().mapToLong(ColumnBuilder::bytesOf).sum(), count);
        }
        return new Batch(columns, count);
    }

    private static int end(WindowRows current, int from) {
        int rowCount = current.rowCount();
        int atOnce = current.rowsAtOnce();
        return rowCount - from <= 2 * atOnce ? rowCount : from + atOnce;
    }

    private List<Column> passed(WindowRows current, int from, int to) {
        if (current instanceof HeldRows held) {
            return slices(held.rows(), from, to);
        }
        RowWindow window = passing;
        if (window == null) {
            throw new IllegalStateException("rows on disk without a window");
        }
        window.show(from, to);
        return slices(window.batch(), from - window.base(), to - window.base());
    }

    private List<Column> slices(Batch batch, int from, int to) {
        List<Column> columns = new ArrayList<>(layout.inputColumns());
        for (int c = 0; c < layout.inputColumns(); c++) {
            columns.add(RowChoice.slice(batch.column(c), from, to));
        }
        return columns;
    }

    @Override
    public void close() {
        atRest = false;
        try (WindowInput closedLast = input;
                ParkedOutput closedFirst = parked) {
            finishRows();
        }
    }
}
