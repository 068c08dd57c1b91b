/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Pickles rows from columns, and reads pickles into columns. */
@NullMarked
package io.quiver.spark.python.pickle;

import org.jspecify.annotations.NullMarked;
