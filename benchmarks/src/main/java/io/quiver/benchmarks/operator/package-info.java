/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Whole operators over tables in memory, on stock Spark and on Quiver. */
@NullMarked
package io.quiver.benchmarks.operator;

import org.jspecify.annotations.NullMarked;
