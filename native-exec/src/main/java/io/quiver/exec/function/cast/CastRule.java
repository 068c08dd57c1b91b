/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import java.util.Optional;

/** Knows the casts between some types. */
@FunctionalInterface
interface CastRule {
    /** A kernel for the cast of argument 0 to the result type; argument 1 is the time zone, a string constant. */
    Optional<Kernel> kernel(Signature signature);
}
