/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.expression.HostWork;

/** Where an operator reports what it did. One per plan operator and task; the host shows them to the user. */
public interface OperatorMetrics extends HostWork {
    OperatorMetrics NONE = new OperatorMetrics() {
        @Override
        public void output(int rows) {}

        @Override
        public void elapsed(long nanos) {}

        @Override
        public void peakMemory(long bytes) {}

        @Override
        public void spilled(long bytes) {}

        @Override
        public void declined() {}

        @Override
        public void hostRows(int rows) {}
    };

    /** One batch of {@code rows} rows went out. */
    void output(int rows);

    /** Time in this operator alone, without what it pulls from (for an input: with what is outside the fragment). */
    void elapsed(long nanos);

    /** State of {@code bytes} was held; the largest counts. */
    void peakMemory(long bytes);

    /** {@code bytes} went to a spill file. */
    void spilled(long bytes);
}
