/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import static io.quiver.bridge.Catalyst.as;
import static io.quiver.bridge.Catalyst.column;
import static io.quiver.bridge.Catalyst.fragment;
import static io.quiver.bridge.Catalyst.literal;
import static io.quiver.bridge.Catalyst.scan;
import static io.quiver.bridge.Catalyst.seq;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.bridge.relation.UngroupedInput;
import io.quiver.bridge.support.Functions;
import io.quiver.bridge.support.Verdict;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.UngroupedRows;
import io.quiver.exec.operator.aggregate.accumulator.Measure;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.SubstraitReader;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.catalyst.expressions.aggregate.StddevSamp;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.aggregate.ObjectHashAggregateExec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

class AggregateTranslationTest {
    private static final AttributeReference KEY = column("k", DataTypes.StringType);
    private static final AttributeReference DECIMAL = column("d", DataTypes.createDecimalType(12, 2));
    private static final AttributeReference INT = column("i", DataTypes.IntegerType);
    private static final ColumnType SUM = ColumnType.decimal(22, 2);

    private final PlanTranslator translator = new PlanTranslator(new FakeCapabilities());

    private static AggregateExpression aggregate(AggregateFunction function, AggregateMode mode) {
        return aggregate(function, mode, Option.empty());
    }

    private static AggregateExpression aggregate(
            AggregateFunction function, AggregateMode mode, Option<Expression> filter) {
        return new AggregateExpression(function, mode, false, filter, NamedExpression$.MODULE$.newExprId());
    }

    private static Sum sum(Expression child) {
        return new Sum(child, NumericEvalContext.apply(EvalMode.ANSI(), true));
    }

    /** As AggUtils.planAggregate: state out where every function writes it, else the functions' results. */
    private static SparkPlan plan(List<NamedExpression> keys, List<AggregateExpression> aggregates, SparkPlan child) {
        List<NamedExpression> results = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        keys.forEach(key -> results.add(key.toAttribute()));
        for (AggregateExpression aggregate : aggregates) {
            AggregateMode mode = aggregate.mode();
            if (mode == Partial$.MODULE$ || mode == PartialMerge$.MODULE$) {
                attributes.addAll(state(aggregate));
                results.addAll(state(aggregate));
            } else {
                attributes.add(aggregate.resultAttribute());
                results.add(aggregate.resultAttribute());
            }
        }
        return hash(keys, aggregates, attributes, results, child);
    }

    private static List<AttributeReference> state(AggregateExpression aggregate) {
        return CollectionConverters.asJava(aggregate.aggregateFunction().inputAggBufferAttributes());
    }

    private static SparkPlan hash(
            List<NamedExpression> keys,
            List<AggregateExpression> aggregates,
            List<Attribute> attributes,
            List<NamedExpression> results,
            SparkPlan child) {
        return new HashAggregateExec(
                Option.empty(),
                false,
                Option.empty(),
                seq(keys),
                seq(aggregates),
                seq(attributes),
                0,
                seq(results),
                child);
    }

    private PlanNode read(SparkPlan stock) {
        return SubstraitReader.read(translator.translate(fragment(stock)).plan());
    }

    private static SparkPlan scanOfState(NamedExpression key, AggregateExpression... aggregates) {
        List<Attribute> output = new ArrayList<>(List.of(key.toAttribute()));
        for (AggregateExpression aggregate : aggregates) {
            output.addAll(state(aggregate));
        }
        return scan(output.toArray(new Attribute[0]));
    }

    @Test
    void partialAggregationPutsOutSparksStateColumns() {
        SparkPlan stock = plan(
                List.of(KEY),
                List.of(
                        aggregate(sum(DECIMAL), Partial$.MODULE$),
                        aggregate(new Count(seq((Expression) literal(1))), Partial$.MODULE$)),
                scan(KEY, DECIMAL));

        TranslatedFragment fragment = translator.translate(fragment(stock));
        AggregateNode node = (AggregateNode) SubstraitReader.read(fragment.plan());

        assertThat(node.operatorId()).isEqualTo(7);
        assertThat(node.globalRow()).isFalse();
        assertThat(node.keys()).containsExactly(new FieldReference(0, ColumnType.STRING));
        assertThat(node.types()).containsExactly(ColumnType.STRING, SUM, ColumnType.BOOLEAN, ColumnType.LONG);
        Measure sum = node.measures().get(0);
        assertThat(sum.function()).isEqualTo("sum");
        assertThat(sum.mode()).isEqualTo(EvaluationMode.ANSI);
        assertThat(sum.phase()).isEqualTo(Phase.INITIAL_TO_INTERMEDIATE);
        assertThat(sum.arguments()).containsExactly(new FieldReference(1, ColumnType.decimal(12, 2)));
        assertThat(sum.valueType()).isEqualTo(SUM);
        assertThat(fragment.foreign().get(sum.foreignUpdate()).toString())
                .contains("input[0, decimal(22,2), true]", "input[2, decimal(12,2), true]");
        assertThat(sum.foreignEvaluate()).isEqualTo(-1);
        assertThat(node.measures().get(1).arguments()).isEmpty();
        assertThat(node.measures().get(1).foreignUpdate()).isEqualTo(-1);
    }

    @Test
    void finalAggregationReadsTheLastColumnsAndProjectsSparksResults() {
        AggregateExpression sum = aggregate(sum(DECIMAL), Final$.MODULE$);
        AggregateExpression average = aggregate(new Average(INT, EvalMode.LEGACY()), Final$.MODULE$);
        SparkPlan stock = hash(
                List.of(KEY),
                List.of(sum, average),
                List.of(sum.resultAttribute(), average.resultAttribute()),
                List.of(
                        average.resultAttribute(),
                        as(new GreaterThan(sum.resultAttribute(), sum.resultAttribute()), "g")),
                scanOfState(KEY, sum, average));

        TranslatedFragment fragment = translator.translate(fragment(stock));
        ProjectNode project = (ProjectNode) SubstraitReader.read(fragment.plan());
        AggregateNode node = (AggregateNode) project.input();

        assertThat(project.expressions().get(0)).isEqualTo(new FieldReference(2, ColumnType.DOUBLE));
        assertThat(node.measures().get(0).arguments())
                .containsExactly(new FieldReference(1, SUM), new FieldReference(2, ColumnType.BOOLEAN));
        assertThat(node.measures().get(1).arguments())
                .containsExactly(new FieldReference(3, ColumnType.DOUBLE), new FieldReference(4, ColumnType.LONG));
        assertThat(fragment.foreign()
                        .get(node.measures().get(0).foreignUpdate())
                        .toString())
                .contains("input[0, decimal(22,2), true]", "input[2, decimal(22,2), true]");
        assertThat(fragment.foreign()
                        .get(node.measures().get(0).foreignEvaluate())
                        .toString())
                .contains("input[1, boolean, false]");
    }

    @Test
    void rowsMayStayUngroupedOnlyWhereAnotherAggregationFollows() {
        AggregateExpression partial = aggregate(sum(DECIMAL), Partial$.MODULE$);
        AggregateExpression merged = aggregate(new Count(seq((Expression) INT)), PartialMerge$.MODULE$);
        AggregateExpression fresh = aggregate(new Count(seq((Expression) KEY)), Partial$.MODULE$);
        AggregateExpression complete = aggregate(sum(DECIMAL), Complete$.MODULE$);
        SparkPlan counted = plan(List.of(KEY), List.of(partial), scan(KEY, DECIMAL));
        SparkPlan distinct = plan(List.of(KEY), List.of(), scan(KEY));

        assertThat(ungrouped(counted)).isEqualTo(UngroupedRows.SOME);
        assertThat(ungrouped(distinct)).isEqualTo(UngroupedRows.SOME);
        assertThat(ungrouped(lastOf(distinct))).isEqualTo(UngroupedRows.NONE);
        assertThat(ungrouped(plan(List.of(), List.of(partial), scan(DECIMAL)))).isEqualTo(UngroupedRows.NONE);
        assertThat(ungrouped(plan(List.of(KEY), List.of(merged), scanOfState(KEY, merged))))
                .isEqualTo(UngroupedRows.NONE);
        assertThat(ungrouped(plan(List.of(KEY), List.of(merged, fresh), scanOfState(KEY, merged))))
                .isEqualTo(UngroupedRows.NONE);
        assertThat(ungrouped(plan(List.of(KEY), List.of(complete), scan(KEY, DECIMAL))))
                .isEqualTo(UngroupedRows.NONE);
        assertThat(((AggregateNode) read(counted)).ungrouped()).isEqualTo(UngroupedRows.NONE);
    }

    private UngroupedRows ungrouped(SparkPlan stock) {
        TranslatedFragment fragment = translator.translate(fragment(stock), UngroupedInput.SOME, true);
        return ((AggregateNode) SubstraitReader.read(fragment.plan())).ungrouped();
    }

    /** The same as what groups finally: it asks for rows with equal keys in one place. */
    private static SparkPlan lastOf(SparkPlan partial) {
        HashAggregateExec stock = (HashAggregateExec) partial;
        return new HashAggregateExec(
                Option.apply((Seq<Expression>) (Seq<?>) seq(KEY)),
                false,
                Option.empty(),
                stock.groupingExpressions(),
                stock.aggregateExpressions(),
                stock.aggregateAttributes(),
                0,
                stock.resultExpressions(),
                stock.child());
    }

    @Test
    void phasesMixInOneNode() {
        AggregateExpression merged = aggregate(new Count(seq((Expression) INT)), PartialMerge$.MODULE$);
        AggregateExpression fresh = aggregate(new Count(seq((Expression) KEY)), Partial$.MODULE$);
        SparkPlan stock = plan(List.of(), List.of(merged, fresh), scanOfState(KEY, merged));

        AggregateNode node = (AggregateNode) read(stock);

        assertThat(node.globalRow()).isTrue();
        assertThat(node.measures())
                .extracting(Measure::phase)
                .containsExactly(Phase.INTERMEDIATE_TO_INTERMEDIATE, Phase.INITIAL_TO_INTERMEDIATE);
        assertThat(node.measures().get(0).arguments()).containsExactly(new FieldReference(1, ColumnType.LONG));
        assertThat(node.measures().get(1).arguments()).containsExactly(new FieldReference(0, ColumnType.STRING));
    }

    @Test
    void firstSaysWhetherItSkipsNullsOnlyWhereItSeesValues() {
        AggregateNode update = (AggregateNode)
                read(plan(List.of(), List.of(aggregate(new First(INT, true), Complete$.MODULE$)), scan(INT)));
        AggregateExpression last = aggregate(new First(INT, true), Final$.MODULE$);
        AggregateNode merge = (AggregateNode) read(plan(List.of(KEY), List.of(last), scanOfState(KEY, last)));

        assertThat(update.measures().get(0).arguments())
                .containsExactly(new FieldReference(0, ColumnType.INT), new Literal(true, ColumnType.BOOLEAN));
        assertThat(update.measures().get(0).stateTypes()).containsExactly(ColumnType.INT, ColumnType.BOOLEAN);
        assertThat(merge.measures().get(0).arguments()).hasSize(2);
    }

    @Test
    void whatHasNoAccumulatorIsForeign() {
        AttributeReference x = column("x", DataTypes.DoubleType);
        SparkPlan stock = plan(List.of(KEY), List.of(aggregate(new StddevSamp(x), Partial$.MODULE$)), scan(KEY, x));

        TranslatedFragment fragment = translator.translate(fragment(stock));
        Measure measure = ((AggregateNode) SubstraitReader.read(fragment.plan()))
                .measures()
                .get(0);

        assertThat(measure.function()).isEqualTo(Measure.FOREIGN);
        assertThat(measure.foreignAggregate()).isZero();
        assertThat(measure.foreignUpdate()).isEqualTo(-1);
        assertThat(measure.stateTypes()).hasSize(3);
        assertThat(measure.arguments()).containsExactly(new FieldReference(1, ColumnType.DOUBLE));
        assertThat(fragment.foreignAggregates().get(0).toString()).contains("input[0, double, true]");
        assertThat(translator.verdict(stock))
                .isEqualTo(new Verdict.Supported(0, 1, new Functions(List.of(), List.of("stddev_samp"))));
    }

    @Test
    void collectedListsTravelAsOneBinaryColumn() {
        AggregateExpression collect = aggregate(new CollectList(INT, 0, 0), Partial$.MODULE$);
        SparkPlan stock = new ObjectHashAggregateExec(
                Option.empty(),
                false,
                Option.empty(),
                seq(KEY),
                seq(collect),
                seq(state(collect)),
                0,
                (Seq<NamedExpression>) (Seq<?>) seq(KEY, state(collect).get(0)),
                scan(KEY, INT));

        AggregateNode node = (AggregateNode) read(stock);

        assertThat(node.types()).containsExactly(ColumnType.STRING, ColumnType.BINARY);
        assertThat(node.measures().get(0).valueType()).isEqualTo(ColumnType.opaque("array<int>"));
    }

    @Test
    void repeatedKeysAreGroupedOnceAndPutOutTwice() {
        SparkPlan stock = plan(
                List.of(KEY, as(KEY, "again")),
                List.of(aggregate(new Count(seq((Expression) literal(1))), Partial$.MODULE$)),
                scan(KEY));

        ProjectNode project = (ProjectNode) read(stock);

        assertThat(((AggregateNode) project.input()).keys()).hasSize(1);
        assertThat(project.types()).containsExactly(ColumnType.STRING, ColumnType.STRING, ColumnType.LONG);
    }

    @Test
    void filtersApplyWhereValuesAreRead() {
        AggregateExpression filtered =
                aggregate(sum(INT), Partial$.MODULE$, Option.apply(new GreaterThan(INT, literal(2))));

        AggregateNode node = (AggregateNode) read(plan(List.of(), List.of(filtered), scan(INT)));

        assertThat(node.measures().get(0).filter()).isPresent();
    }

    @Test
    void carriedKeysGroupByTheirBytes() {
        DataType list = DataTypes.createArrayType(DataTypes.IntegerType);
        AttributeReference key = column("k", list);

        AggregateNode node = (AggregateNode) read(plan(List.of(key), List.of(), scan(key)));

        assertThat(node.keys()).hasSize(1);
        assertThat(node.keys().get(0).type().kind()).isEqualTo(ColumnType.Kind.OPAQUE);
    }

    @Test
    void sortedAggregationKeepsTheOrderThatSparkPlansOn() {
        AggregateExpression count = aggregate(new Count(seq((Expression) literal(1))), Partial$.MODULE$);
        SparkPlan stock = ((HashAggregateExec) plan(List.of(KEY), List.of(count), scan(KEY))).toSortAggregate();

        SortNode sort = (SortNode) read(stock);

        assertThat(sort.operatorId()).isEqualTo(-1);
        assertThat(sort.keys()).containsExactly(new SortKey(new FieldReference(0, ColumnType.STRING), true, true));
        assertThat(sort.input()).isInstanceOf(AggregateNode.class);
    }
}
