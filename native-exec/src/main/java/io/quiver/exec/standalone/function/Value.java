/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.substrait.proto.Type;

/** An expression and the Substrait type of what it computes: an interval or a time is a plain number to the executor. */
public record Value(Expression expression, Type type) {}
