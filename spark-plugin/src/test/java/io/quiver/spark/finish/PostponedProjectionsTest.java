/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.finish;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentInputExec;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.optimizer.BuildRight$;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.Option;

/** Cases that SQL files cannot express: joins that only Quiver broadcasts, attributes that occur on both sides, Spark's limits. */
class PostponedProjectionsTest {
    private final Attribute id = attribute("id", DataTypes.LongType);
    private final Attribute text = attribute("text", DataTypes.StringType);
    private final Attribute key = attribute("key", DataTypes.LongType);
    private final Alias number =
            named(new Cast((Expression) text, DataTypes.IntegerType, Option.empty(), EvalMode.ANSI()), "number");

    @AfterEach
    void resetLimits() {
        SQLConf.get().unsetConf(SQLConf.WHOLESTAGE_MAX_NUM_FIELDS());
    }

    @Test
    void whatMayFailIsComputedAboveTheJoin() {
        SparkPlan late = PostponedProjections.apply(join(projection(), key));

        assertThat(late).isInstanceOf(ProjectExec.class);
        assertThat(names(late)).containsExactly("id", "number", "key");
        SparkPlan join = child(late);
        assertThat(join).isInstanceOf(BroadcastHashJoinExec.class);
        assertThat(names(join)).containsExactly("id", "text", "key");
        assertThat(child(join)).as("a projection of all columns is none").isInstanceOf(FragmentInputExec.class);
    }

    @Test
    void joinThatSparkWouldShuffleComputesItsSideFirst() {
        SparkPlan join = join(projection(), key);
        PostponedProjections.shuffledOnSpark(join);

        assertThat(PostponedProjections.apply(join)).isSameAs(join);
    }

    @Test
    void wideOperatorComputesItsInputFirst() {
        SQLConf.get().setConf(SQLConf.WHOLESTAGE_MAX_NUM_FIELDS(), 2);
        SparkPlan join = join(projection(), key);

        SparkPlan late = PostponedProjections.apply(join);

        assertThat(late).isInstanceOf(BroadcastHashJoinExec.class);
        assertThat(names(child(late))).containsExactly("id", "number");
    }

    @Test
    void attributeOfBothSidesIsTakenUnderAnotherId() {
        SparkPlan join = join(projection(), text);

        SparkPlan late = PostponedProjections.apply(join);

        assertThat(names(late)).containsExactly("id", "number", "text");
        List<Attribute> below = Scala.list(child(late).output());
        assertThat(below).extracting(NamedExpression::exprId).doesNotHaveDuplicates();
        Expression computed =
                (Expression) Scala.list(((ProjectExec) late).projectList()).get(1);
        assertThat(Set.copyOf(PostponedColumns.attributes(computed)))
                .extracting(NamedExpression::exprId)
                .containsExactly(below.get(1).exprId())
                .doesNotContain(text.exprId());
    }

    private SparkPlan projection() {
        return new ProjectExec(Scala.seqOf(id, number), input(id, text));
    }

    private SparkPlan join(SparkPlan streamed, Attribute buildColumn) {
        Expression buildKey = buildColumn == key
                ? (Expression) key
                : new Cast((Expression) buildColumn, DataTypes.LongType, Option.empty(), EvalMode.TRY());
        return new BroadcastHashJoinExec(
                Scala.seqOf((Expression) id),
                Scala.seqOf(buildKey),
                Inner$.MODULE$,
                BuildRight$.MODULE$,
                Option.empty(),
                streamed,
                input(buildColumn),
                false);
    }

    private static SparkPlan input(Attribute... columns) {
        return new FragmentInputExec(new LocalTableScanExec(Scala.seqOf(columns), Scala.seqOf(), Option.empty()));
    }

    private static SparkPlan child(SparkPlan plan) {
        return Scala.list(plan.children()).get(0);
    }

    private static List<String> names(SparkPlan plan) {
        return Scala.list(plan.output()).stream().map(Attribute::name).toList();
    }

    private static Attribute attribute(String name, DataType type) {
        return new AttributeReference(
                name, type, true, Metadata.empty(), NamedExpression$.MODULE$.newExprId(), Scala.seqOf());
    }

    private static Alias named(Expression expression, String name) {
        return new Alias(
                expression, name, NamedExpression$.MODULE$.newExprId(), Scala.seqOf(), Option.empty(), Scala.seqOf());
    }
}
