/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of dates and times, one line each. */
public final class DatetimeFunctions {
    public static final List<ScalarFunction> ALL = List.of();

    private DatetimeFunctions() {}
}
