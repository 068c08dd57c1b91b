/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Shared parts of Quiver's line readers below Spark's scan node: splits, and the fallback to Spark's reader. */
@NullMarked
package io.quiver.spark.scan.text;

import org.jspecify.annotations.NullMarked;
