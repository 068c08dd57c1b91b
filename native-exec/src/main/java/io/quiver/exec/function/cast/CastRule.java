/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Knows the casts between some types.
 *
 * @param kernels a kernel for the cast of argument 0 to the result type; argument 1 is the time zone, a string constant
 * @param total whether that kernel answers every row
 */
record CastRule(Function<Signature, Optional<Kernel>> kernels, Predicate<Signature> total) {}
