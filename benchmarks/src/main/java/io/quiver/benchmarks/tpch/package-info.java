/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TPC-H tables as Parquet files, and the checks over them. */
@NullMarked
package io.quiver.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
