/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs Python functions that read and return columns. */
@NullMarked
package io.quiver.spark.python;

import org.jspecify.annotations.NullMarked;
