/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Converts Spark's rows and column vectors to Quiver's columns and back. */
@NullMarked
package io.quiver.spark.column;

import org.jspecify.annotations.NullMarked;
