/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import java.util.List;
import java.util.Map;

/**
 * One case of a file: a function, its arguments or the rows that an aggregate function reads, and the expected result.
 *
 * @param file the file's path under the folder of cases
 * @param text the line
 * @param arguments the arguments of a scalar function; for an aggregate function its names and its column
 * @param rows the one column of an aggregate function; empty for a scalar function
 */
record FunctionCase(
        String file,
        String text,
        String function,
        boolean isAggregate,
        List<Typed> arguments,
        List<String> rows,
        Map<String, String> options,
        Typed expected) {
    /** A value or a name with its type, as in the file. Errors and the like have no type. */
    record Typed(String text, String type) {
        boolean isName() {
            return type.equals("enum");
        }
    }

    boolean isError() {
        return expected.text().equals("<!ERROR>");
    }

    boolean isUndefined() {
        return expected.text().equals("<!UNDEFINED>");
    }
}
