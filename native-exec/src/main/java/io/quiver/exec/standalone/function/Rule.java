/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;

/** How the calls of a function become expressions. It looks at the types of the arguments, not at the URN of the extension. */
@FunctionalInterface
interface Rule {
    Expression apply(Call call);
}
