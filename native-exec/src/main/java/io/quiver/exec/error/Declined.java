/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.error;

/**
 * A kernel's word that this batch is not for it: an error to raise, an overflow, bytes that are not ASCII. The guard
 * around the expression catches it and has Spark's own expression do the batch, which raises the error if there is one.
 * One instance without a stack: it is thrown at most once per expression and batch and never reaches a user.
 */
public final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Declined INSTANCE = new Declined();

    private Declined() {
        super("a kernel declined the batch", null, false, false);
    }

    public static Declined batch() {
        return INSTANCE;
    }
}
