/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Substrait's standard functions, by name: how each becomes an expression over the executor's kernels. */
@NullMarked
package io.quiver.exec.standalone.function;

import org.jspecify.annotations.NullMarked;
