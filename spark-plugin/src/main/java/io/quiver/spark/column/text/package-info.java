/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Columns that texts become as Spark's parsers read them: of lines in files, and of JSON in columns. */
@NullMarked
package io.quiver.spark.column.text;

import org.jspecify.annotations.NullMarked;
