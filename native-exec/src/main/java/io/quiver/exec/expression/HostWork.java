/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

/** Hears what the host's own code does for an operator row by row. What the host does a column at a time is not told. */
public interface HostWork {
    /** For whoever does not ask. */
    HostWork UNHEARD = new HostWork() {
        @Override
        public void declined() {}

        @Override
        public void hostRows(int rows) {}
    };

    /** A kernel, or what the host does a column at a time, declined a batch, which the host's own expression did then. */
    void declined();

    /** An expression or function of the host's own went over {@code rows} rows, one by one; each counts for itself. */
    void hostRows(int rows);
}
