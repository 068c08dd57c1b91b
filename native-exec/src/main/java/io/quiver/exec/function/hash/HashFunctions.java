/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.hash;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of hashing, one line each. */
public final class HashFunctions {
    public static final List<ScalarFunction> ALL = List.of();

    private HashFunctions() {}
}
