/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Hash tables over primitive arrays that number distinct values in the order of their first appearance. */
@NullMarked
package io.quiver.exec.kernel.hash;

import org.jspecify.annotations.NullMarked;
