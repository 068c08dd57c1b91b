/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Compares scans of Parquet files by Quiver and by Spark. */
@NullMarked
package io.quiver.benchmarks.scan;

import org.jspecify.annotations.NullMarked;
