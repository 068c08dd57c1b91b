/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Scans of Parquet files, ours beside Spark's. */
@NullMarked
package io.quiver.benchmarks.scan;

import org.jspecify.annotations.NullMarked;
