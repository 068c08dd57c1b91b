/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SharedPassesTest {
    private static final FieldReference TEXT = new FieldReference(0, ColumnType.STRING);

    private final List<Integer> hostRows = new ArrayList<>();

    private static Call path(String path) {
        return new Call(
                "get_json_object",
                EvaluationMode.LEGACY,
                List.of(TEXT, new Literal(path.getBytes(StandardCharsets.UTF_8), ColumnType.STRING)),
                ColumnType.STRING);
    }

    private static Batch batch(String... texts) {
        return new Batch(List.of(column(texts)), texts.length);
    }

    private static Column column(@Nullable String... texts) {
        ColumnBuilder builder = ColumnBuilder.create(ColumnType.STRING, texts.length);
        for (String text : texts) {
            if (text == null) {
                builder.appendNull();
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                builder.appendBytes(bytes, 0, bytes.length);
            }
        }
        return builder.build();
    }

    /** The host says "host" of each row. */
    private Evaluator host(int ordinal, ColumnType type) {
        return (batch, active) -> {
            hostRows.add(Bitmap.count(active, batch.rowCount()));
            String[] rows = new String[batch.rowCount()];
            Arrays.fill(rows, "host");
            return column(rows);
        };
    }

    private static List<@Nullable String> values(Column column) {
        List<@Nullable String> values = new ArrayList<>();
        for (int row = 0; row < column.rowCount(); row++) {
            values.add(column.isNull(row) ? null : ((BytesColumn) column.flat()).string(row));
        }
        return values;
    }

    @Test
    void oddRowsOfEachCallAreTheHosts() {
        ExpressionCompiler compiler = new ExpressionCompiler(FunctionCatalog.standard(), this::host, List.of());
        List<Evaluator> evaluators = compiler.compileAll(
                List.of(new Guard(path("$.a"), 0), new Guard(path("$.b[0]"), 1), new Guard(path("$.b"), 2)));
        for (Batch batch : List.of(
                batch("{\"a\": 1, \"b\": [\"x\"]}", "{'a': 2}", "{\"b\": [ ]}"), batch("{\"a\": 3}", "{\"b\": 4}"))) {
            boolean hasOdd = batch.rowCount() == 3;
            assertThat(values(evaluators.get(0).evaluate(batch, null)))
                    .isEqualTo(hasOdd ? Arrays.asList("1", "host", null) : Arrays.asList("3", null));
            assertThat(values(evaluators.get(1).evaluate(batch, null)))
                    .isEqualTo(hasOdd ? Arrays.asList("x", "host", null) : Arrays.asList(null, null));
            assertThat(values(evaluators.get(2).evaluate(batch, null)))
                    .isEqualTo(hasOdd ? Arrays.asList("[\"x\"]", "host", "[]") : Arrays.asList(null, "4"));
        }
        assertThat(hostRows).containsExactly(1, 1, 1);
    }

    @Test
    void aCallThatIsAskedForMoreRowsThanTheOneBeforeLooksAgain() {
        ExpressionCompiler compiler = new ExpressionCompiler(FunctionCatalog.standard(), this::host, List.of());
        List<Evaluator> evaluators = compiler.compileAll(List.of(path("$.a"), path("$.b")));
        Batch batch = batch("{\"a\": 1, \"b\": 2}", "{\"a\": 3, \"b\": 4}");

        assertThat(values(evaluators.get(0).evaluate(batch, new long[] {1})).get(0))
                .isEqualTo("1");
        assertThat(values(evaluators.get(1).evaluate(batch, null))).containsExactly("2", "4");
        assertThat(values(evaluators.get(0).evaluate(batch, null))).containsExactly("1", "3");
    }
}
