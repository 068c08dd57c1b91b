/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of text, one line each. */
public final class StringFunctions {
    public static final List<ScalarFunction> ALL = List.of();

    private StringFunctions() {}
}
