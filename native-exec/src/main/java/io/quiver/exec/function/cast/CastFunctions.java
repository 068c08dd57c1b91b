/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of conversions between types, one line each. */
public final class CastFunctions {
    public static final List<ScalarFunction> ALL = List.of();

    private CastFunctions() {}
}
