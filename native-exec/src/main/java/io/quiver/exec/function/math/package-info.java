/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Arithmetic, rounding, bits and the functions of real numbers, as Spark computes them. */
@NullMarked
package io.quiver.exec.function.math;

import org.jspecify.annotations.NullMarked;
