/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Loops over primitive arrays that several functions or operators need: logic on bitmaps, comparisons, arithmetic, merging. */
@NullMarked
package io.quiver.exec.kernel;

import org.jspecify.annotations.NullMarked;
