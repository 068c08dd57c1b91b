/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sorting row numbers by columns: keys as words that compare as longs, radix passes, and a comparator for the rest. */
@NullMarked
package io.quiver.exec.kernel.sort;

import org.jspecify.annotations.NullMarked;
