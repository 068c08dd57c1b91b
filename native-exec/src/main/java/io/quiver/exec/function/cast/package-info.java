/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Conversions between types, in each evaluation mode. */
@NullMarked
package io.quiver.exec.function.cast;

import org.jspecify.annotations.NullMarked;
