/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.expression.ForeignAggregate;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Percentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.StddevSamp;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import scala.Option;

/** Spark's aggregates whose groups are spilled midway return the same results as without spilling. */
class SparkAggregatesTest {
    private static final DataType[] INPUT = {DataTypes.DoubleType};
    private static final int ROWS = 100;
    private static final int GROUPS = 7;
    private static final int[] EVERY_GROUP = {0, 1, 2, 3, 4, 5, 6};
    private static final Expression VALUE = new BoundReference(0, DataTypes.DoubleType, true);

    @Test
    void declarativeStateGoesAndComesBack() {
        check(new StddevSamp(VALUE));
    }

    @Test
    void collectionsGoAndComeBack() {
        check(new CollectList(VALUE));
    }

    @Test
    void objectsGoAndComeBack() {
        check(new Percentile(VALUE, new Literal(0.3, DataTypes.DoubleType)));
    }

    /** As on Spark, where each list is an object of its own. */
    @Test
    void listsOfMoreBytesThanAColumnHolds() {
        CollectList function = new CollectList(new BoundReference(0, DataTypes.StringType, true));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            texts.add(i % 11 == 0 ? null : "text".repeat(i % 9) + i);
        }
        List<InternalRow> expected = lists(new ListStates(function, Phase.INITIAL_TO_RESULT), texts);

        for (long maxColumnBytes : new long[] {1, 40, 300}) {
            assertThat(lists(new ListStates(function, Phase.INITIAL_TO_RESULT, maxColumnBytes), texts))
                    .isEqualTo(expected);
            ListStates states = new ListStates(function, Phase.INITIAL_TO_INTERMEDIATE, maxColumnBytes);
            addAll(states, texts);
            ListStates merged = new ListStates(function, Phase.INTERMEDIATE_TO_RESULT, maxColumnBytes);
            for (int group = 0; group < GROUPS; group++) {
                int[] one = {group};
                merged.update(new Batch(states.state(one), 1), one);
            }
            assertThat(rows(merged.output(EVERY_GROUP), function.dataType())).isEqualTo(expected);
        }
    }

    private static List<InternalRow> lists(ListStates states, List<String> texts) {
        addAll(states, texts);
        return rows(states.output(EVERY_GROUP), DataTypes.createArrayType(DataTypes.StringType, false));
    }

    private static void addAll(ListStates states, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            Object value = texts.get(i) == null ? null : UTF8String.fromString(texts.get(i));
            Batch row = new RowReader(new DataType[] {DataTypes.StringType})
                    .read(
                            List.<InternalRow>of(new GenericInternalRow(new Object[] {value}))
                                    .iterator(),
                            1);
            states.update(row, new int[] {i % GROUPS});
        }
    }

    private static void check(AggregateFunction function) {
        SparkAggregates aggregates = new SparkAggregates(List.of(new ForeignAggregate(
                new AggregateExpression(
                        function, Complete$.MODULE$, false, Option.empty(), NamedExpression.newExprId()),
                false)));
        Batch first = values(0);
        Batch second = values(ROWS);
        int[] groups = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            groups[i] = i % GROUPS;
        }
        GroupStates whole = aggregates.create(0, Phase.INITIAL_TO_RESULT);
        whole.update(first, groups);
        whole.update(second, groups);

        GroupStates before = aggregates.create(0, Phase.INITIAL_TO_RESULT);
        before.update(first, groups);
        List<Column> states = before.state(EVERY_GROUP);
        GroupStates after = aggregates.create(0, Phase.INITIAL_TO_RESULT);
        after.merge(new Batch(states, GROUPS), EVERY_GROUP);
        after.update(second, groups);

        assertThat(rows(after.output(EVERY_GROUP), function.dataType()))
                .isEqualTo(rows(whole.output(EVERY_GROUP), function.dataType()));
    }

    private static Batch values(int from) {
        List<InternalRow> rows = new ArrayList<>();
        for (int i = from; i < from + ROWS; i++) {
            rows.add(new GenericInternalRow(new Object[] {i % 11 == 0 ? null : (Object) (i * 0.5)}));
        }
        return new RowReader(INPUT).read(rows.iterator(), ROWS);
    }

    private static List<InternalRow> rows(List<Column> columns, DataType type) {
        DataType[] types = {type};
        UnsafeProjection projection = UnsafeProjection.create(types);
        BatchRow row = new BatchRow(types);
        row.reset(new Batch(columns, GROUPS));
        List<InternalRow> rows = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            rows.add(projection.apply(row.at(i)).copy());
        }
        return rows;
    }
}
