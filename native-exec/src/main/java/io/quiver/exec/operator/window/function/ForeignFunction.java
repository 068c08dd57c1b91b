/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.host.ForeignWindows.ForeignWindow;
import io.quiver.exec.operator.window.frame.FrameBounds;
import io.quiver.exec.operator.window.frame.WindowFrame;
import io.quiver.exec.operator.window.rows.ClosedWindow;
import io.quiver.exec.operator.window.rows.RowChoice;
import io.quiver.exec.operator.window.rows.RowWindow;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;

/**
 * Runs a function of the host, row by row as the host's window does. Rows are added to a frame that grows; any other frame is
 * restarted whenever it changes. Source: Spark 4.1.3 {@code WindowFunctionFrame} and its subclasses.
 */
final class ForeignFunction extends PartitionFunction {
    private final ForeignWindow function;
    private final WindowFrame.Kind kind;
    private final FrameBounds bounds;
    private final ColumnBuilder values;
    /** The value of the last row before this call. */
    private final ColumnBuilder latest;

    private final boolean makesBytes;

    private RowWindow window = ClosedWindow.INSTANCE;
    private int head;
    private int tail;
    private boolean fresh;
    private boolean carried;
    private int[] chosen = new int[0];

    ForeignFunction(ForeignWindow function, ColumnType type, WindowFrame frame, FrameBounds bounds) {
        this.function = function;
        this.kind = frame.kind();
        this.bounds = bounds;
        this.makesBytes = type.physical() == ColumnType.Physical.BYTES;
        this.values = ColumnBuilder.create(type, 0);
        this.latest = ColumnBuilder.create(type, 1);
    }

    @Override
    public boolean makesBytes() {
        return makesBytes;
    }

    @Override
    public void start(WindowRows newRows) {
        super.start(newRows);
        window = newRows.open();
        latest.reset();
        carried = false;
    }

    @Override
    void begin(int start, int end) {
        head = start;
        tail = start;
        fresh = true;
    }

    @Override
    void prepare(int from, int to) {
        values.reset();
        chosen = new int[to - from];
        carried = latest.rowCount() > 0;
        if (carried) {
            values.append(latest.view(), 0);
        }
    }

    @Override
    void compute(int from, int to, int offset) {
        int[] lower = bounds.lower();
        int[] upper = bounds.upper();
        for (int i = from; i < to; i++) {
            Cancellation.check(); // a frame may have many rows
            try {
                move(lower[i - offset], upper[i - offset]);
            } catch (Exception e) { // also checked ones, which Scala throws undeclared
                Exception failure = Cancellation.unlessEnded(e);
                throw new RowFailure(i - offset, RowChoice.gather(values.build(), chosen, i - offset), failure);
            }
            chosen[i - offset] = values.rowCount() - 1;
        }
    }

    private void move(int lower, int upper) {
        boolean same = lower == tail && upper == head;
        if (same && !fresh) {
            return;
        }
        boolean grows = kind == WindowFrame.Kind.GROWING || kind == WindowFrame.Kind.WHOLE;
        if (fresh || !grows) {
            function.initialize(rows().end(partition()) - rows().start(partition()));
            head = lower;
        }
        fresh = false;
        if (grows) {
            while (head < upper) {
                take(rows().pieceEnd(head, upper));
            }
        } else if (lower < upper) {
            // all of it, because the next frame begins with rows of this one
            take(upper);
        }
        head = upper;
        tail = lower;
        function.evaluate(values);
    }

    private void take(int end) {
        window.show(head, end);
        function.update(window.batch(), head - window.base(), end - window.base());
        head = end;
    }

    @Override
    Column finish(int from, int to) {
        Column all = values.build();
        latest.reset();
        if (all.rowCount() > 0) {
            latest.append(all, all.rowCount() - 1);
        }
        return all.gather(chosen, to - from);
    }
}
