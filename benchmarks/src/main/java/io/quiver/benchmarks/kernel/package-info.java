/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tables of keys on their own, without operators and Spark. */
@NullMarked
package io.quiver.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
