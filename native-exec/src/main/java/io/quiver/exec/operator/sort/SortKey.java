/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.expression.Expression;

/** An expression to sort by. NaN is above all other numbers, -0.0 equals 0.0, strings compare by unsigned bytes. */
public record SortKey(Expression expression, boolean ascending, boolean nullsFirst) {}
