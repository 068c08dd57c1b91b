/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads files of JSON lines below Spark's scan node, and leaves lines that are not plain to Spark's parser. */
@NullMarked
package io.quiver.spark.scan.json;

import org.jspecify.annotations.NullMarked;
