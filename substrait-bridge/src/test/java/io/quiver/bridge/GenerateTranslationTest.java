/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static io.quiver.bridge.Catalyst.column;
import static io.quiver.bridge.Catalyst.fragment;
import static io.quiver.bridge.Catalyst.literal;
import static io.quiver.bridge.Catalyst.scan;
import static io.quiver.bridge.Catalyst.seq;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.support.Verdict;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.plan.Generator.Foreign;
import io.quiver.exec.plan.Generator.Replicate;
import io.quiver.exec.plan.Generator.Unnest;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.ExpandNode;
import io.quiver.exec.plan.PlanNode.GenerateNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.SampleNode;
import io.quiver.exec.plan.SubstraitReader;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Explode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Generator;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.PosExplode;
import org.apache.spark.sql.catalyst.expressions.ReplicateRows;
import org.apache.spark.sql.catalyst.expressions.Stack;
import org.apache.spark.sql.execution.GenerateExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class GenerateTranslationTest {
    private static final AttributeReference ID = column("id", DataTypes.IntegerType);
    private static final AttributeReference ARRAY = column("a", DataTypes.createArrayType(DataTypes.StringType));
    private static final AttributeReference COUNT = column("n", DataTypes.LongType);
    private static final AttributeReference TEXT = column("t", DataTypes.StringType);

    private final PlanTranslator translator = new PlanTranslator(new FakeCapabilities());

    private static SparkPlan generate(Generator generator, boolean outer, List<Attribute> required, Attribute... made) {
        return new GenerateExec(generator, seq(required), outer, seq(made), scan(ID, ARRAY, COUNT, TEXT));
    }

    private TranslatedFragment translate(SparkPlan stock) {
        assertThat(translator.verdict(stock)).isInstanceOf(Verdict.Supported.class);
        return translator.translate(fragment(stock));
    }

    private static PlanNode read(TranslatedFragment fragment) {
        return SubstraitReader.read(fragment.plan());
    }

    @Test
    void theElementsOfACollectionComeOfItsColumn() {
        AttributeReference element = column("e", DataTypes.StringType);
        TranslatedFragment fragment = translate(generate(new Explode(ARRAY), false, List.of(COUNT, ID), element));

        GenerateNode node = (GenerateNode) read(fragment);

        assertThat(node.operatorId()).isEqualTo(7);
        assertThat(node.required()).containsExactly(2, 0);
        assertThat(node.made()).containsExactly(ColumnType.STRING);
        assertThat(node.types()).containsExactly(ColumnType.LONG, ColumnType.INT, ColumnType.STRING);
        assertThat(node.generator())
                .isEqualTo(new Unnest(0, false, new FieldReference(1, ColumnType.opaque("array<string>"))));
        assertThat(fragment.foreign()).containsExactly(new Explode(new BoundReference(0, ARRAY.dataType(), true)));
    }

    @Test
    void outerAndPositionsAreSaid() {
        AttributeReference position = column("p", DataTypes.IntegerType);
        AttributeReference element = column("e", DataTypes.StringType);

        GenerateNode node =
                (GenerateNode) read(translate(generate(new PosExplode(ARRAY), true, List.of(), position, element)));

        assertThat(node.required()).isEmpty();
        assertThat(node.made()).containsExactly(ColumnType.INT, ColumnType.STRING);
        assertThat(((Unnest) node.generator()).outer()).isTrue();
    }

    @Test
    void stackComputesAllValuesAndThenCutsThemIntoRows() {
        AttributeReference made = column("col0", DataTypes.IntegerType);
        AttributeReference second = column("col1", DataTypes.LongType);
        Stack stack = new Stack(seq(literal(2), ID, COUNT, literal(5)));

        ExpandNode node = (ExpandNode) read(translate(generate(stack, false, List.of(TEXT), made, second)));

        assertThat(node.operatorId()).isEqualTo(7);
        assertThat(node.projections()).hasSize(2);
        assertThat(node.projections().get(0))
                .containsExactly(
                        new FieldReference(0, ColumnType.STRING),
                        new FieldReference(1, ColumnType.INT),
                        new FieldReference(2, ColumnType.LONG));
        assertThat(node.projections().get(1).get(1)).isEqualTo(new FieldReference(3, ColumnType.INT));
        assertThat(((ProjectNode) node.input()).expressions()).hasSize(4);
    }

    @Test
    void copiesOfRowsAreCounted() {
        AttributeReference made = column("copy", DataTypes.StringType);

        GenerateNode node = (GenerateNode)
                read(translate(generate(new ReplicateRows(seq((Expression) COUNT, TEXT)), false, List.of(), made)));

        assertThat(node.generator())
                .isEqualTo(new Replicate(
                        List.of(new FieldReference(2, ColumnType.LONG), new FieldReference(3, ColumnType.STRING))));
    }

    @Test
    void otherGeneratorsAreSparks() {
        AttributeReference made = column("c0", DataTypes.StringType);
        JsonTuple tuple = new JsonTuple(seq((Expression) TEXT, literal("k")));
        TranslatedFragment fragment = translate(generate(tuple, true, List.of(ID), made));

        assertThat(((GenerateNode) read(fragment)).generator()).isEqualTo(new Foreign(0, true));
        assertThat(fragment.foreign())
                .containsExactly(new JsonTuple(
                        seq((Expression) new BoundReference(3, DataTypes.StringType, true), literal("k"))));
    }

    @Test
    void aSampleSaysItsBoundsAndSeed() {
        SparkPlan sample = new SampleExec(0.25, 0.5, true, -3L, scan(ID, TEXT));

        assertThat(read(translate(sample)))
                .isEqualTo(new SampleNode(
                        7,
                        new PlanNode.InputNode(-1, 0, List.of(ColumnType.INT, ColumnType.STRING)),
                        0.25,
                        0.5,
                        true,
                        -3L));
    }
}
