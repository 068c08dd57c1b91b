/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Turns calls of Substrait's standard functions, by name, into expressions over the executor's kernels. */
@NullMarked
package io.quiver.exec.standalone.function;

import org.jspecify.annotations.NullMarked;
