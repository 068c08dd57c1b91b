/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.expression.HostWork;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectSet;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets are output in the order of Spark's own, whatever the history of their tables. */
class SetStatesTest {
    private static final int GROUPS = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boolean",
                "tinyint",
                "smallint",
                "int",
                "bigint",
                "date",
                "timestamp",
                "timestamp_ntz",
                "decimal(12,3)",
                "string"
            })
    void elementsAreInSparksOrder(String typeName) {
        DataType type = DataType.fromDDL(typeName);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            int distinct = 1 + random.nextInt(seed % 3 == 0 ? 12 : 120);
            List<Batch> rows = new ArrayList<>();
            List<int[]> groups = new ArrayList<>();
            for (int batch = 0; batch < 4; batch++) {
                int count = random.nextInt(3 * distinct);
                rows.add(batch(type, count, distinct, random));
                groups.add(random.ints(count, 0, GROUPS).toArray());
            }
            String as = "seed %d, %s, %d values".formatted(seed, typeName, distinct);

            assertThat(inOnePass(ours(type, Phase.INITIAL_TO_RESULT), rows, groups, type))
                    .as(as)
                    .isEqualTo(inOnePass(sparks(type, Phase.INITIAL_TO_RESULT), rows, groups, type));
            assertThat(merged(true, type, rows, groups)).as(as).isEqualTo(merged(false, type, rows, groups));
        }
    }

    /** A value that comes again doubles the table of a set that is as full as can be. */
    @Test
    void aValueThatComesAgainMayChangeTheOrder() {
        DataType type = DataTypes.StringType;
        for (int distinct : new int[] {10, 11, 12, 22, 23, 24, 47, 95}) {
            List<Object> texts = new ArrayList<>();
            for (int i = 0; i < distinct; i++) {
                texts.add(UTF8String.fromString("text " + i));
            }
            texts.add(texts.get(0));
            Batch rows = batch(type, texts);
            List<int[]> groups = List.of(new int[texts.size()]);

            assertThat(inOnePass(ours(type, Phase.INITIAL_TO_RESULT), List.of(rows), groups, type))
                    .isEqualTo(inOnePass(sparks(type, Phase.INITIAL_TO_RESULT), List.of(rows), groups, type));
        }
    }

    private static CollectSet function(DataType type) {
        return new CollectSet(new BoundReference(0, type, true));
    }

    private static GroupStates ours(DataType type, Phase phase) {
        return new SetStates(function(type), phase, () -> sparks(type, phase));
    }

    private static GroupStates sparks(DataType type, Phase phase) {
        return new BufferedStates(
                new ImperativeBuffer(function(type), phase, false),
                () -> new ImperativeBuffer(function(type), Phase.INTERMEDIATE_TO_INTERMEDIATE, false),
                HostWork.UNHEARD);
    }

    private static List<List<Object>> inOnePass(
            GroupStates states, List<Batch> rows, List<int[]> groups, DataType type) {
        for (int i = 0; i < rows.size(); i++) {
            states.update(rows.get(i), groups.get(i));
        }
        states.grow(GROUPS);
        return sets(states.output(new int[] {4, 0, 3, 1, 2}), type);
    }

    /** Two batches in each of two partial states, which are merged. */
    private static List<List<Object>> merged(boolean isOurs, DataType type, List<Batch> rows, List<int[]> groups) {
        int[] everyGroup = {0, 1, 2, 3, 4};
        Phase last = Phase.INTERMEDIATE_TO_RESULT;
        GroupStates merged = isOurs ? ours(type, last) : sparks(type, last);
        for (int half = 0; half < 2; half++) {
            Phase first = Phase.INITIAL_TO_INTERMEDIATE;
            GroupStates partial = isOurs ? ours(type, first) : sparks(type, first);
            partial.update(rows.get(2 * half), groups.get(2 * half));
            partial.update(rows.get(2 * half + 1), groups.get(2 * half + 1));
            partial.grow(GROUPS);
            List<Column> states = partial.output(everyGroup);
            merged.update(new Batch(states, GROUPS), everyGroup);
        }
        return sets(merged.output(everyGroup), type);
    }

    private static List<List<Object>> sets(List<Column> columns, DataType type) {
        DataType array = DataTypes.createArrayType(type, false);
        BatchRow row = new BatchRow(new DataType[] {array});
        row.reset(new Batch(columns, columns.get(0).rowCount()));
        List<List<Object>> sets = new ArrayList<>();
        for (int i = 0; i < columns.get(0).rowCount(); i++) {
            Object[] elements = row.at(i).getArray(0).toObjectArray(type);
            sets.add(Arrays.asList(elements));
        }
        return sets;
    }

    private static Batch batch(DataType type, int count, int distinct, Random random) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random.nextInt(9) == 0 ? null : value(type, random.nextInt(distinct)));
        }
        return batch(type, values);
    }

    private static Batch batch(DataType type, List<? extends @Nullable Object> values) {
        List<InternalRow> rows = new ArrayList<>();
        for (Object value : values) {
            rows.add(new GenericInternalRow(new @Nullable Object[] {value}));
        }
        return new RowReader(new DataType[] {type}).readAll(rows.iterator(), rows.size());
    }

    private static Object value(DataType type, int number) {
        int mixed = number % 4 == 0 ? number : number * 0x9E3779B9;
        return switch (type.typeName()) {
            case "boolean" -> number % 2 == 0;
            case "byte" -> (byte) mixed;
            case "short" -> (short) mixed;
            case "integer", "date" -> mixed;
            case "string" -> UTF8String.fromString("x".repeat(number % 20) + number);
            case "decimal(12,3)" -> Decimal.createUnsafe(number % 3 == 0 ? 1000L * number : mixed, 12, 3);
            default -> number % 3 == 0 ? (long) -mixed : mixed * 0x1234_5678_9ABCL;
        };
    }
}
