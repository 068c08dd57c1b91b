/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** TPC-DS tables as Parquet files. */
@NullMarked
package io.quiver.benchmarks.tpcds;

import org.jspecify.annotations.NullMarked;
