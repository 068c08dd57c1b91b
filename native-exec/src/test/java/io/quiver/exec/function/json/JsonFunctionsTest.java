/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.json;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks rows that kernels do not decline. {@code JsonTextFuzzTest} of the plugin covers the others. */
final class JsonFunctionsTest {
    private static final List<String> TEXTS =
            List.of("[]", "[1]", " [ {\"a\": [1, 2]} , \"x\"] tail", "{\"a\": [5]}", "no json", " ", "[[1], [2], 3]");

    @Test
    void lengthIsThatOfTheOutermostArray() {
        FunctionCheck.of("json_array_length", EvaluationMode.LEGACY, ColumnType.INT, ColumnType.STRING)
                .values(random -> bytes(TEXTS.get(random.nextInt(TEXTS.size()))))
                .against(row -> row[0] == null ? null : length(text(row[0])));
    }

    private static @Nullable Integer length(String text) {
        return switch (TEXTS.indexOf(text)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> 2;
            case 6 -> 3;
            default -> null;
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    @Test
    void aPathLeadsToAValue() {
        FunctionCheck.of(
                        "get_json_object",
                        EvaluationMode.LEGACY,
                        ColumnType.STRING,
                        ColumnType.STRING,
                        ColumnType.STRING)
                .with(1, bytes("$.a[0]"))
                .values(random -> bytes(TEXTS.get(random.nextInt(TEXTS.size()))))
                .against(row -> row[0] != null && TEXTS.get(3).equals(text(row[0])) ? bytes("5") : null);
    }
}
