/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** A table for tests: five people with town, age and pay, two values of which are null. */
public final class People {
    private static final String[] TOWNS = {"Ulm", "Bonn", "Ulm", "Bonn", "Köln"};

    private People() {}

    public static VectorSchemaRoot table(BufferAllocator allocator) {
        BigIntVector id = new BigIntVector("id", allocator);
        VarCharVector town = new VarCharVector("town", allocator);
        IntVector age = new IntVector("age", allocator);
        DecimalVector pay = new DecimalVector("pay", allocator, 9, 2);
        int[] ages = {30, 41, 0, 52, 63};
        for (int i = 0; i < TOWNS.length; i++) {
            id.setSafe(i, i + 1L);
            town.setSafe(i, TOWNS[i].getBytes(StandardCharsets.UTF_8));
            if (i == 2) {
                age.setNull(i);
            } else {
                age.setSafe(i, ages[i]);
            }
            if (i == 4) {
                pay.setNull(i);
            } else {
                pay.setSafe(i, new BigDecimal("1000.50").add(BigDecimal.valueOf(i)));
            }
        }
        age.setValueCount(TOWNS.length);
        pay.setValueCount(TOWNS.length);
        id.setValueCount(TOWNS.length);
        town.setValueCount(TOWNS.length);
        return new VectorSchemaRoot(List.of(id, town, age, pay));
    }

    /**
     * Returns a plan around {@code rel} in JSON, with the functions equal 1, gt 2, sum 3, count 4, add 5, foo 6, upper 7,
     * power 8.
     */
    public static String plan(String rel, String... names) {
        return """
                {"extensionUrns": [{"extensionUrnAnchor": 1, "urn": "extension:io.substrait:functions_any"}],
                 "extensions": [%s],
                 "relations": [{"root": {"input": %s, "names": [%s]}}]}
                """
                .formatted(
                        functions(
                                "equal:any_any",
                                "gt:any_any",
                                "sum:dec",
                                "count:",
                                "add:i64_i64",
                                "foo:i64",
                                "upper:str",
                                "power:i64_i64"),
                        rel,
                        String.join(
                                ", ",
                                List.of(names).stream()
                                        .map(name -> '"' + name + '"')
                                        .toList()));
    }

    private static String functions(String... names) {
        StringBuilder declarations = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            declarations
                    .append(i == 0 ? "" : ", ")
                    .append(
                            "{\"extensionFunction\": {\"extensionUrnReference\": 1, \"functionAnchor\": %d, \"name\": \"%s\"}}"
                                    .formatted(i + 1, names[i]));
        }
        return declarations.toString();
    }

    public static String read(String table) {
        return """
                {"read": {"baseSchema": {"names": ["id", "town", "age", "pay"], "struct": {"types": [
                    {"i64": {}}, {"string": {}}, {"i32": {}}, {"decimal": {"precision": 9, "scale": 2}}]}},
                  "namedTable": {"names": ["%s"]}}}
                """
                .formatted(table);
    }

    public static String field(int ordinal) {
        return "{\"selection\": {\"directReference\": {\"structField\": {\"field\": %d}}, \"rootReference\": {}}}"
                .formatted(ordinal);
    }

    public static String call(int function, String type, String... arguments) {
        return "{\"scalarFunction\": {\"functionReference\": %d, \"outputType\": {%s}, \"arguments\": [%s]}}"
                .formatted(
                        function,
                        type,
                        String.join(
                                ", ",
                                List.of(arguments).stream()
                                        .map(each -> "{\"value\": " + each + "}")
                                        .toList()));
    }
}
