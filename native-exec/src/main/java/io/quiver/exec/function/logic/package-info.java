/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Comparisons, three-valued logic and tests for nulls. */
@NullMarked
package io.quiver.exec.function.logic;

import org.jspecify.annotations.NullMarked;
