/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of comparisons and logic, one line each. */
public final class LogicFunctions {
    public static final List<ScalarFunction> ALL = List.of();

    private LogicFunctions() {}
}
