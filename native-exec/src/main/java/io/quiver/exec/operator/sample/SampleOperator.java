/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sample;

import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.host.RowSampler;
import io.quiver.exec.vector.Batch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands on each row as often as a sampler says. Source: Spark SampleExec 4.1. */
public final class SampleOperator implements Operator {
    private final Operator input;
    private final RowSampler sampler;
    private Batch batch = new Batch(List.of(), 0);
    private int[] counts = {};
    private int row;

    public SampleOperator(Operator input, RowSampler sampler) {
        this.input = input;
        this.sampler = sampler;
    }

    @Override
    public @Nullable Batch next() {
        while (true) {
            int[] rows = new int[Batch.TARGET_ROWS];
            int count = take(rows);
            if (count > 0) {
                return batch.gather(rows, count);
            }
            Batch next = input.next();
            if (next == null) {
                return null;
            }
            batch = next;
            counts = sampler.counts(next.rowCount());
            row = 0;
        }
    }

    /** Copies row numbers of the batch's next rows, as many as {@code rows} has room for. */
    private int take(int[] rows) {
        int taken = 0;
        while (row < counts.length && taken < rows.length) {
            int copies = Math.min(counts[row], rows.length - taken);
            Arrays.fill(rows, taken, taken + copies, row);
            taken += copies;
            counts[row] -= copies;
            if (counts[row] == 0) {
                row++;
            }
        }
        return taken;
    }

    @Override
    public void close() {
        input.close();
    }
}
