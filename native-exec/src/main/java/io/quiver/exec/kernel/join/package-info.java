/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Loops of joins: join keys as 64-bit codes, indexes over codes, comparison of candidate pairs. */
@NullMarked
package io.quiver.exec.kernel.join;

import org.jspecify.annotations.NullMarked;
