/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Our Parquet scan in the place of Spark's, under Spark's own scan node and file partitions. */
@NullMarked
package io.quiver.spark.scan;

import org.jspecify.annotations.NullMarked;
