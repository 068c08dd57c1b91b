/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

/**
 * Hears of the work that the host's own code does row by row for an operator. Work that the host does a column at a time is not
 * reported.
 */
public interface HostWork {
    /** Ignores all reports. */
    HostWork UNHEARD = new HostWork() {
        @Override
        public void declined() {}

        @Override
        public void hostRows(int rows) {}
    };

    /** A kernel, or the host's column-at-a-time code, declined a batch, and the host's own expression evaluated it. */
    void declined();

    /**
     * An expression or function of the host evaluated {@code rows} rows one by one. Each expression or function counts for
     * itself.
     */
    void hostRows(int rows);
}
