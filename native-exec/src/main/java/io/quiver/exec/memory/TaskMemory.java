/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.memory;

/**
 * The task's memory account. Each operator that holds state across batches opens an account and keeps it at the bytes it holds.
 * Batches in flight are not counted (a few hundred KB per fragment, some {@link io.quiver.exec.vector.ByteBound#MAX_BYTES}
 * where rows are long).
 */
public interface TaskMemory {
    /**
     * Opens an account for one operator. {@code spillable} is called when others need memory and no other thread is in the
     * operators.
     */
    Account open(String name, Spillable spillable);

    /**
     * Whether state that is in use should go to disk for an operator that needs memory. Rows that still stream past that state
     * must then go to disk, too. So it is not worth it for few bytes, or where the asker holds much itself and spills less by
     * spilling its own state.
     *
     * @param askerBytes bytes that the operator in need of memory holds
     */
    default boolean isWorthSpilling(long heldBytes, long askerBytes) {
        return heldBytes >= 16L << 20 && askerBytes <= heldBytes / 4;
    }

    /** The bytes that an operator holds. */
    interface Account extends AutoCloseable {
        /** Sets this account to {@code bytes} in all. Returns false where the pool refuses, and then changes nothing. */
        boolean resize(long bytes);

        long heldBytes();

        /** Opens a spill file in the host's local directories. */
        SpillFile newSpillFile();

        /** Gives everything back. Safe to call twice. */
        @Override
        void close();
    }

    /** State that can be put on disk. */
    interface Spillable {
        /** Cannot spill. */
        Spillable NEVER = askerBytes -> 0L;

        /**
         * Spills if it can at this moment and returns how many bytes became free. {@code askerBytes}: bytes held by the
         * operator that needs memory; one that holds much may help itself.
         */
        long spill(long askerBytes);
    }

    /** Grants everything, for tests and stand-alone use; spill files go to the temporary directory. */
    static TaskMemory unlimited() {
        return new UnlimitedMemory();
    }
}
