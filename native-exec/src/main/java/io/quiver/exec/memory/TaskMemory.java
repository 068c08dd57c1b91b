/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.memory;

/**
 * The task's memory account. Operators that hold state across batches open an account each and keep it at what they
 * hold; batches in flight are not counted (a few hundred KB per fragment, some {@link io.quiver.exec.vector.ByteBound#MAX_BYTES}
 * where rows are long).
 */
public interface TaskMemory {
    /** Opens an account for one operator. {@code spillable} is called when others need memory and nobody else is at the operators. */
    Account open(String name, Spillable spillable);

    /**
     * Whether state that is in use goes to disk for an operator that needs memory: what still streams past it has to go there,
     * too. Not for little, and not for one that holds much itself and so spills less by spilling that.
     *
     * @param askerBytes what the one that needs memory holds
     */
    default boolean isWorthSpilling(long heldBytes, long askerBytes) {
        return heldBytes >= 16L << 20 && askerBytes <= heldBytes / 4;
    }

    /** What an operator holds. */
    interface Account extends AutoCloseable {
        /** Makes this account hold {@code bytes} in all; false where the pool refuses, and then nothing changes. */
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
         * Spills if it can at this moment and returns how many bytes became free. {@code askerBytes}: what the one that
         * needs memory holds; one that holds much may help itself.
         */
        long spill(long askerBytes);
    }

    /** Grants everything, for tests and stand-alone use; spill files go to the temporary directory. */
    static TaskMemory unlimited() {
        return new UnlimitedMemory();
    }
}
