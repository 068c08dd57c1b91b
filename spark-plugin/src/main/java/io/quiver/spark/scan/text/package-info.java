/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What our readers of files of lines have in common below Spark's scan node: splits, and Spark's reader behind ours. */
@NullMarked
package io.quiver.spark.scan.text;

import org.jspecify.annotations.NullMarked;
