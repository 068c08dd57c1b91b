/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs Spark's own expressions and aggregate functions over Quiver's columns. */
@NullMarked
package io.quiver.spark.expression;

import org.jspecify.annotations.NullMarked;
