/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.json;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of JSON text, one line each. */
public final class JsonFunctions {
    public static final List<ScalarFunction> ALL = List.of(JsonPathValue.GET, JsonArraySize.LENGTH);

    private JsonFunctions() {}
}
