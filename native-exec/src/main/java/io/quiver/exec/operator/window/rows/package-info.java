/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The rows of a window's partitions, in memory or spilled, and the places where partitions and peers begin. */
@NullMarked
package io.quiver.exec.operator.window.rows;

import org.jspecify.annotations.NullMarked;
