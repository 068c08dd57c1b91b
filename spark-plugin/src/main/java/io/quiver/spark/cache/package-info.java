/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Cached tables as blocks of columns. */
@NullMarked
package io.quiver.spark.cache;

import org.jspecify.annotations.NullMarked;
