/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Loops over decimals of one and of two words. */
@NullMarked
package io.quiver.exec.kernel.decimal;

import org.jspecify.annotations.NullMarked;
