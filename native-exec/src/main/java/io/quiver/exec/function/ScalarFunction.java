/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import java.util.List;
import java.util.Optional;

/** A scalar function of the catalogue: its names and its kernels. One file each, listed once in {@code FunctionCatalog}. */
public interface ScalarFunction {
    /** The name in plans, unique in the catalogue: Spark's stable name, such as {@code add} or {@code substring}. */
    String name();

    /**
     * The Catalyst classes (full names) whose children are this function's arguments in order. They have no parameters besides
     * the evaluation mode, so the bridge translates them by itself. Empty where a translator in the bridge names the function.
     */
    List<String> sparkClasses();

    /** A new kernel for one thread, or empty where no kernel covers the signature: Spark's code then computes it. */
    Optional<Kernel> kernel(Signature signature);

    /**
     * New kernels for one thread that compute several calls over the same first argument in one pass over it, in the order of
     * the signatures. Empty where each call is better off alone.
     */
    default Optional<List<Kernel>> kernelsOfOnePass(List<Signature> signatures) {
        return Optional.empty();
    }

    /**
     * Whether the existing kernel for the signature answers whatever rows it gets: it never declines, and so Spark's own code
     * never raises an error for them. Only this method says so of a function; everybody else asks it.
     */
    boolean isTotal(Signature signature);
}
