/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.RowFailure;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.spark.compat.Scala;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Rand;
import org.apache.spark.sql.catalyst.expressions.SoundEx;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DictionaryEvaluatorTest {
    private static final Expression TEXT = new BoundReference(1, DataTypes.StringType, true);

    /** What the evaluator behind was asked for, row by row. */
    private final List<@Nullable String> asked = new ArrayList<>();

    /** Text of about twice the length; fails at "bad". */
    private final Evaluator doubled = (batch, active) -> {
        ColumnBuilder out = ColumnBuilder.create(ColumnType.STRING, 0);
        for (int row = 0; row < batch.rowCount(); row++) {
            String text = texts(batch.column(1)).get(row);
            if (!Bitmap.isSet(active, row)) {
                out.appendNull();
                continue;
            }
            asked.add(text);
            if ("bad".equals(text)) {
                throw new RowFailure(row, out.build(), new IllegalArgumentException("bad"));
            }
            byte[] made = (text == null ? "null" : text + text).getBytes(StandardCharsets.UTF_8);
            out.appendBytes(made, 0, made.length);
        }
        return out.build();
    };

    private final Evaluator evaluator = DictionaryEvaluator.of(new SoundEx(TEXT), ColumnType.STRING, doubled);

    @Test
    void eachValueIsAskedForOnce() {
        Column words = text("a", "b", "unused", "c");
        Batch first = rows(words, null, 0, 1, 0, 0, 1);
        assertThat(texts(evaluator.evaluate(first, null))).isEqualTo(List.of("aa", "bb", "aa", "aa", "bb"));
        Batch second = rows(words, new long[] {0b1011}, 3, 0, 0, 1);
        assertThat(texts(evaluator.evaluate(second, null))).isEqualTo(List.of("cc", "aa", "null", "bb"));
        assertThat(texts(evaluator.evaluate(second, null))).isEqualTo(List.of("cc", "aa", "null", "bb"));
        assertThat(asked).containsExactly("a", "b", "c", null);
        evaluator.evaluate(rows(text("a"), null, 0, 0), null);
        assertThat(asked).containsExactly("a", "b", "c", null, "a");
    }

    @Test
    void rowsThatNobodyWantsAreNotAskedFor() {
        Batch batch = rows(text("a", "bad"), null, 0, 1, 0, 1);
        assertThat(texts(evaluator.evaluate(batch, new long[] {0b0101})).get(2)).isEqualTo("aa");
        assertThat(evaluator.evaluate(batch, new long[] {0}).rowCount()).isEqualTo(4);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void aValueThatFailsFailsInItsFirstRow() {
        Batch batch = rows(text("bad", "a", "b"), null, 1, 2, 1, 0, 1, 0);
        assertThatThrownBy(() -> evaluator.evaluate(batch, null)).isInstanceOfSatisfying(RowFailure.class, failure -> {
            assertThat(failure.row()).isEqualTo(3);
            assertThat(texts(failure.computed())).isEqualTo(List.of("aa", "bb", "aa"));
        });
        assertThat(texts(evaluator.evaluate(rows(text("a"), null, 0, 0), null))).isEqualTo(List.of("aa", "aa"));
    }

    @Test
    void flatTextIsEvaluatedRowByRow() {
        Column flat = text("a", "b", "a");
        evaluator.evaluate(new Batch(List.of(flat, flat), 3), null);
        assertThat(asked).containsExactly("a", "b", "a");
    }

    @Test
    void longResultsAreFoundTooLongForManyRows() {
        Column words = text("x".repeat(1 << 20));
        int[] ids = new int[4096];
        Batch batch = new Batch(
                List.of(new DictionaryColumn(4096, ids, words, null), new DictionaryColumn(4096, ids, words, null)),
                4096);
        assertThatThrownBy(() -> evaluator.evaluate(batch, null)).isInstanceOf(TooManyBytes.class);
    }

    @Test
    void onlySparksOwnCodeOverOneTextIsAskedOnceForAValue() {
        Expression number = new BoundReference(0, DataTypes.LongType, true);
        Expression otherText = new BoundReference(0, DataTypes.StringType, true);
        assertThat(of(new Length(new SoundEx(TEXT)))).isNotSameAs(doubled);
        assertThat(of(new Length(number))).isSameAs(doubled);
        assertThat(of(new Concat(Scala.seqOf(TEXT, otherText)))).isSameAs(doubled);
        assertThat(of(new Concat(Scala.seqOf(TEXT, new Rand(Literal.create(1L, DataTypes.LongType))))))
                .isSameAs(doubled);
    }

    private Evaluator of(Expression expression) {
        return DictionaryEvaluator.of(expression, ColumnType.STRING, doubled);
    }

    private static Batch rows(Column dictionary, long @Nullable [] validity, int... ids) {
        Column column = new DictionaryColumn(ids.length, ids, dictionary, validity);
        return new Batch(List.of(column, column), ids.length);
    }

    private static Column text(String... values) {
        ColumnBuilder builder = ColumnBuilder.create(ColumnType.STRING, 0);
        for (String value : values) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            builder.appendBytes(bytes, 0, bytes.length);
        }
        return builder.build();
    }

    private static List<@Nullable String> texts(Column column) {
        BytesColumn flat = (BytesColumn) column.flat();
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < flat.rowCount(); row++) {
            texts.add(flat.isNull(row) ? null : flat.string(row));
        }
        return texts;
    }
}
