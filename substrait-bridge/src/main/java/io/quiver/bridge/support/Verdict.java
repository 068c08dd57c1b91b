/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

/** Whether the executor can run an operator. Unsupported is a value, not an exception. */
public sealed interface Verdict {
    /**
     * It can. {@code vectorised} counts the expressions (beyond plain column references) that kernels compute, {@code
     * foreign} those that Spark's own code computes over our columns; {@code functions} is what they are made of.
     */
    record Supported(int vectorised, int foreign, Functions functions) implements Verdict {}

    /** It cannot: the typed reason, and in words what in particular. */
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
