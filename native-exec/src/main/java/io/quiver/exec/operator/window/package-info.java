/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Window functions. Each computes one column over sorted rows, from the rows of the same partition around each row. */
@NullMarked
package io.quiver.exec.operator.window;

import org.jspecify.annotations.NullMarked;
