/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.expression.HostWork;

/** Receives what an operator reports about its work. One per plan operator and task; the host shows it to the user. */
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

    /** Reports an output batch of {@code rows} rows. */
    void output(int rows);

    /**
     * Reports time spent in this operator alone, without its inputs. For an input it includes the time outside the fragment.
     */
    void elapsed(long nanos);

    /** Reports {@code bytes} of state held; the largest report counts. */
    void peakMemory(long bytes);

    /** Reports {@code bytes} written to a spill file. */
    void spilled(long bytes);
}
