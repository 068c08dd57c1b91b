/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

import org.jspecify.annotations.Nullable;

/**
 * Ends work that nobody waits for any more: a task that was killed, has timed out or was overtaken by its copy. The host
 * registers a check for each thread. Loops longer than one batch of input call it now and then.
 */
public final class Cancellation {
    /** Rows between two checks: processing them takes far less than a second, and far longer than a check. */
    private static final int ROWS_PER_CHECK = 1 << 14;

    private static final ThreadLocal<@Nullable Runnable> CHECK = new ThreadLocal<>();

    private Cancellation() {}

    /** Registers {@code check} for this thread until the scope is closed. {@code check} throws where work must end. */
    public static Scope by(Runnable check) {
        Runnable outer = CHECK.get();
        CHECK.set(check);
        return () -> CHECK.set(outer);
    }

    /** Runs this thread's check, if there is one. It throws the host's exception where work must end. */
    public static void check() {
        Runnable check = CHECK.get();
        if (check != null) {
            check.run();
        }
    }

    /** Runs the check at some rows of a long loop. */
    public static void checkAt(int row) {
        if ((row & ROWS_PER_CHECK - 1) == 0) {
            check();
        }
    }

    /**
     * Returns {@code failure}, which may wait until the rows before it have been handed on. Throws at once what ends the whole
     * work: the host's exception, or an interrupt.
     */
    public static Exception unlessEnded(Exception failure) {
        check();
        if (failure instanceof InterruptedException) {
            throw RowFailure.raise(failure);
        }
        return failure;
    }

    /** The time in which a thread has a check. Closing it restores the check before. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
