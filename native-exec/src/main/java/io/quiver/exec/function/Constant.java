/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import org.jspecify.annotations.Nullable;

/** The value of a constant argument: null, or as in {@code Expression.Literal}. */
public record Constant(@Nullable Object value) {}
