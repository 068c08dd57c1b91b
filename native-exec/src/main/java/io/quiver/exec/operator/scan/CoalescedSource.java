/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.scan;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.BatchCoalescer;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the small batches of a filtered source into full ones. The first batches stay small, because a limit may need no
 * more. A failure comes after the rows before it.
 */
public final class CoalescedSource implements BatchSource {
    private static final int FIRST_ROWS = 64;

    private final BatchSource source;
    private final BatchCoalescer coalescer;
    private int enoughRows = FIRST_ROWS;
    private boolean ended;
    private @Nullable Throwable failure;

    public CoalescedSource(BatchSource source, List<ColumnType> types) {
        this.source = source;
        coalescer = new BatchCoalescer(types);
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            Cancellation.check();
            Batch out = coalescer.poll(ended || coalescer.gatheredRows() >= enoughRows);
            if (out != null) {
                enoughRows = Math.min(2 * enoughRows, Batch.TARGET_ROWS);
                return out;
            }
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            if (ended) {
                return null;
            }
            read();
        }
    }

    private void read() {
        try {
            Batch batch = source.next();
            ended = batch == null;
            if (batch != null && batch.rowCount() > 0) {
                coalescer.add(batch);
            }
        } catch (Exception thrown) { // checked ones are sneaked through; rows held back go out before
            failure = Cancellation.unlessEnded(thrown);
            ended = true;
        }
    }
}
