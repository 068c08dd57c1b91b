/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Quiver's own reader of files of JSON lines below Spark's scan node, with Spark's parser beside it for the lines that are not plain. */
@NullMarked
package io.quiver.spark.scan.json;

import org.jspecify.annotations.NullMarked;
