/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Computes with the parts of nested columns: access, functions of elements, sorting, collecting. */
@NullMarked
package io.quiver.spark.column.nested;

import org.jspecify.annotations.NullMarked;
