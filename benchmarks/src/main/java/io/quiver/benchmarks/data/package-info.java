/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Generated tables written as Parquet files, inside Spark. */
@NullMarked
package io.quiver.benchmarks.data;

import org.jspecify.annotations.NullMarked;
