/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Replaces Spark's Parquet scan, under Spark's own scan node and file partitions. */
@NullMarked
package io.quiver.spark.scan;

import org.jspecify.annotations.NullMarked;
