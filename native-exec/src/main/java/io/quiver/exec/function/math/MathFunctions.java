/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of arithmetic and mathematics, one line each. */
public final class MathFunctions {
    public static final List<ScalarFunction> ALL = List.of(Arithmetic.ADD, Arithmetic.SUBTRACT, Arithmetic.MULTIPLY);

    private MathFunctions() {}
}
