/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Python functions that are fed with columns, and give columns. */
@NullMarked
package io.quiver.spark.python;

import org.jspecify.annotations.NullMarked;
