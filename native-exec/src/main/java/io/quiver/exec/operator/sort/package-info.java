/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Sort and top-n, the operators that order rows. */
@NullMarked
package io.quiver.exec.operator.sort;

import org.jspecify.annotations.NullMarked;
