/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/** Reports rows, batches and the time of an operator without that of its input. */
public final class MeteredOperator implements Operator {
    private final Operator operator;
    private final OperatorMetrics metrics;
    private final @Nullable MeteredOperator input;
    private long inclusiveNanos;

    /** {@code input} is what {@code operator} pulls from, null where that is not an operator. */
    public MeteredOperator(Operator operator, OperatorMetrics metrics, @Nullable MeteredOperator input) {
        this.operator = operator;
        this.metrics = metrics;
        this.input = input;
    }

    @Override
    public @Nullable Batch next() {
        long inputBefore = input == null ? 0 : input.inclusiveNanos;
        long start = System.nanoTime();
        try {
            Batch batch = operator.next();
            if (batch != null) {
                metrics.output(batch.rowCount());
            }
            return batch;
        } finally {
            long elapsed = System.nanoTime() - start;
            inclusiveNanos += elapsed;
            metrics.elapsed(elapsed - (input == null ? 0 : input.inclusiveNanos - inputBefore));
        }
    }

    @Override
    public void close() {
        operator.close();
    }
}
