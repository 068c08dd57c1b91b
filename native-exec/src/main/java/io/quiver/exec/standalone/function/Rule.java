/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;

/** Turns the calls of a function into expressions. It goes by the types of the arguments, not by the URN of the extension. */
@FunctionalInterface
interface Rule {
    Expression apply(Call call);
}
