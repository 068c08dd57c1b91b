/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

/** Whether the executor can run an operator. Unsupported is a value, not an exception. */
public sealed interface Verdict {
    /**
     * The executor can run it. {@code vectorised} counts the expressions (beyond plain column references) that kernels compute,
     * {@code foreign} those that Spark's own code computes over Quiver's columns; {@code functions} lists their functions.
     */
    record Supported(int vectorised, int foreign, Functions functions) implements Verdict {}

    /** The executor cannot run it: the typed reason, and the details in words. */
    record Unsupported(Reason reason, String detail) implements Verdict {
        @Override
        public String toString() {
            return reason + ", " + detail;
        }
    }

    static Verdict unsupported(Reason reason, String detail) {
        return new Unsupported(reason, detail);
    }

    default boolean isSupported() {
        return this instanceof Supported;
    }
}
