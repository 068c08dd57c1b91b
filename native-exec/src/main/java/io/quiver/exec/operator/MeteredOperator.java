/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports an operator's rows, batches and time without the time of its inputs, and closes the operator after its last batch.
 */
public final class MeteredOperator implements Operator {
    private final Operator operator;
    private final OperatorMetrics metrics;
    private final List<MeteredOperator> inputs;
    private long inclusiveNanos;
    private boolean closed;

    /** {@code inputs} are what {@code operator} pulls from. */
    public MeteredOperator(Operator operator, OperatorMetrics metrics, List<MeteredOperator> inputs) {
        this.operator = operator;
        this.metrics = metrics;
        this.inputs = List.copyOf(inputs);
    }

    private long inputNanos() {
        long nanos = 0;
        for (int i = 0; i < inputs.size(); i++) {
            nanos += inputs.get(i).inclusiveNanos;
        }
        return nanos;
    }

    @Override
    public @Nullable Batch next() {
        Cancellation.check();
        if (closed) {
            return null;
        }
        long inputBefore = inputNanos();
        long start = System.nanoTime();
        try {
            Batch batch = operator.next();
            if (batch == null) {
                close(); // an operator above may go on for long
            } else {
                metrics.output(batch.rowCount());
            }
            return batch;
        } finally {
            long elapsed = System.nanoTime() - start;
            inclusiveNanos += elapsed;
            metrics.elapsed(elapsed - (inputNanos() - inputBefore));
        }
    }

    @Override
    public void close() {
        closed = true;
        operator.close();
    }
}
