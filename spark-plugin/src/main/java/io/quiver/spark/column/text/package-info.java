/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Makes columns of text as Spark's parsers read it: lines of files, and JSON in columns. */
@NullMarked
package io.quiver.spark.column.text;

import org.jspecify.annotations.NullMarked;
