/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Quiver's own reader of CSV files below Spark's scan node, with Spark's parser beside it for the lines that are not plain. */
@NullMarked
package io.quiver.spark.scan.csv;

import org.jspecify.annotations.NullMarked;
