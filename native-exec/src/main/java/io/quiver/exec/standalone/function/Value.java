/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.substrait.proto.Type;

/** An expression and the Substrait type of its result. The executor sees intervals and times as plain numbers. */
public record Value(Expression expression, Type type) {}
