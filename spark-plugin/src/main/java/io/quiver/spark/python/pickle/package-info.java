/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Pickles of rows, from columns and into columns. */
@NullMarked
package io.quiver.spark.python.pickle;

import org.jspecify.annotations.NullMarked;
