/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Converts Scala collections, and covers the parts of Spark's API that differ between versions. */
@NullMarked
package io.quiver.spark.compat;

import org.jspecify.annotations.NullMarked;
