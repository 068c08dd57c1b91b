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
     * The Catalyst classes (full names) whose children are this function's arguments in order and which have no other
     * parameters than the evaluation mode; the bridge translates those by itself. Empty where a translator in the bridge
     * names the function.
     */
    List<String> sparkClasses();

    /** A new kernel for one thread, or empty where no kernel covers the signature: it then stays with Spark's code. */
    Optional<Kernel> kernel(Signature signature);

    /**
     * New kernels for one thread, for several calls over the same first argument, which do with one pass over it; in the order of the
     * signatures, or empty where each call is better off alone.
     */
    default Optional<List<Kernel>> kernelsOfOnePass(List<Signature> signatures) {
        return Optional.empty();
    }

    /**
     * Whether the kernel for the signature, which there is, answers whatever rows it gets: it never declines, and so Spark's
     * own code never raises an error for them. The one place where this is said of a function; everybody else asks.
     */
    boolean isTotal(Signature signature);
}
