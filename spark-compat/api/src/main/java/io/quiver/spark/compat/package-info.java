/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Scala collections and the corners of Spark's API that differ between versions. */
@NullMarked
package io.quiver.spark.compat;

import org.jspecify.annotations.NullMarked;
