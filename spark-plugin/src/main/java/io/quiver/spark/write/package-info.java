/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Writes tables and files from columns, under Spark's commit protocols and statistics. */
@NullMarked
package io.quiver.spark.write;

import org.jspecify.annotations.NullMarked;
