/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

import org.jspecify.annotations.Nullable;

/**
 * Ends work that nobody waits for any more: a task that was killed, has timed out or was overtaken by its copy. The host
 * says for a thread how to find out; loops longer than one batch of input ask now and then.
 */
public final class Cancellation {
    /** What a loop over rows does between two questions takes far less than a second, and far more than the question. */
    private static final int ROWS_PER_CHECK = 1 << 14;

    private static final ThreadLocal<@Nullable Runnable> CHECK = new ThreadLocal<>();

    private Cancellation() {}

    /** Until it is closed, {@code check} is asked in this thread; it throws where work is to end. */
    public static Scope by(Runnable check) {
        Runnable outer = CHECK.get();
        CHECK.set(check);
        return () -> CHECK.set(outer);
    }

    /** Throws what the host ends work with, if this thread's is to end. */
    public static void check() {
        Runnable check = CHECK.get();
        if (check != null) {
            check.run();
        }
    }

    /** Asks at some of the rows of a loop over many. */
    public static void checkAt(int row) {
        if ((row & ROWS_PER_CHECK - 1) == 0) {
            check();
        }
    }

    /**
     * Returns {@code failure}, which may wait until the rows before it are out. What ends the work as a whole is thrown at
     * once: the host's word, and an interrupt.
     */
    public static Exception unlessEnded(Exception failure) {
        check();
        if (failure instanceof InterruptedException) {
            throw RowFailure.raise(failure);
        }
        return failure;
    }

    /** A part of a thread's life. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
