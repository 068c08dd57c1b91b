/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Acosh;
import org.apache.spark.sql.catalyst.expressions.Ascii;
import org.apache.spark.sql.catalyst.expressions.Asinh;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Ceil;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Floor;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.MakeDate;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.NextDay;
import org.apache.spark.sql.catalyst.expressions.Pmod;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.StringTranslate;
import org.apache.spark.sql.catalyst.expressions.SubstringIndex;
import org.apache.spark.sql.catalyst.expressions.TruncDate;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.aggregate.CentralMomentAgg;
import org.apache.spark.sql.catalyst.expressions.aggregate.Covariance;
import org.apache.spark.sql.catalyst.expressions.aggregate.PearsonCorrelation;
import org.apache.spark.sql.catalyst.expressions.aggregate.PercentileBase;
import org.apache.spark.sql.catalyst.expressions.aggregate.RegrIntercept;
import org.apache.spark.sql.catalyst.expressions.aggregate.RegrSlope;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.CostEvaluator;
import org.apache.spark.sql.execution.adaptive.SimpleCostEvaluator;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFilters;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.window.AggregateProcessor;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DatetimeType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.ui.UIUtils;
import scala.Function0;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Seq$;
import scala.xml.Node;

/** The API of Spark 4.3. */
final class MinorApi extends MinorApiSince41 {
    /** If set, frames are added up in another order, which shows in the last digits of doubles. */
    private static final String SEGMENT_TREE = "spark.sql.window.segmentTree.enabled";

    private static final Set<Class<?>> CHANGED = Set.of(
            Acosh.class,
            Ascii.class,
            Asinh.class,
            Ceil.class,
            Floor.class,
            IntegralDivide.class,
            MakeDate.class,
            NextDay.class,
            Pmod.class,
            Remainder.class,
            StringTranslate.class,
            SubstringIndex.class,
            TruncDate.class,
            TruncTimestamp.class);

    private static final Seq<InternalRow> NO_ROWS = Seq$.MODULE$.<InternalRow>empty();

    private static final String COUNT_LOCAL_SORT = "spark.sql.adaptive.costEvaluator.countLocalSort.enabled";

    @Override
    public boolean computesOtherwise(Expression expression) {
        if (expression instanceof Divide divide) {
            return divide.dataType() instanceof DecimalType;
        }
        if (expression instanceof Cast cast) {
            return isChanged(cast.child().dataType(), cast.dataType());
        }
        return SparkApi.isSubstringOfBytes(expression)
                || isChangedAggregate(expression)
                || CHANGED.contains(expression.getClass());
    }

    /** Percentiles interpolate with another formula, intercepts use other moments, and the update of moments is rewritten. */
    private static boolean isChangedAggregate(Expression expression) {
        return expression instanceof PercentileBase
                || expression instanceof CentralMomentAgg
                || expression instanceof Covariance
                || expression instanceof PearsonCorrelation
                || expression instanceof RegrSlope
                || expression instanceof RegrIntercept;
    }

    /** Other code parses texts, and the conversions from days to timestamps and from values to booleans are rewritten. */
    private static boolean isChanged(DataType from, DataType to) {
        return !from.equals(to)
                && (from instanceof StringType
                        || to instanceof BooleanType
                        || from instanceof DatetimeType
                        || to instanceof DatetimeType);
    }

    @Override
    public boolean isOfNewForm(Object node) {
        return (node instanceof ShuffleExchangeExec exchange && exchange.pipelined())
                || (node instanceof ExpandExec expand && expand.useSingleTask())
                || (node instanceof WindowExec
                        && Boolean.parseBoolean(SQLConf.get().getConfString(SEGMENT_TREE)));
    }

    @Override
    public OptionalLong seed(SampleExec sample) {
        Option<Object> seed = sample.seed();
        return seed.isDefined() ? OptionalLong.of((Long) seed.get()) : OptionalLong.empty();
    }

    @Override
    public ExpandExec expand(Seq<Seq<Expression>> projections, Seq<Attribute> output, SparkPlan child) {
        return new ExpandExec(projections, output, child, false);
    }

    @Override
    public LocalTableScanExec emptyTable(Seq<Attribute> output) {
        return new LocalTableScanExec(output, NO_ROWS, Option.empty(), false);
    }

    @Override
    public BroadcastHashJoinExec broadcastHashJoin(
            Seq<Expression> leftKeys,
            Seq<Expression> rightKeys,
            JoinType joinType,
            BuildSide buildSide,
            Option<Expression> condition,
            SparkPlan left,
            SparkPlan right) {
        return new BroadcastHashJoinExec(
                leftKeys, rightKeys, joinType, buildSide, condition, left, right, false, false);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public AggregateProcessor windowProcessor(
            Expression function,
            Seq<Attribute> input,
            Function2<Seq<Expression>, Seq<Attribute>, MutableProjection> newProjection) {
        return AggregateProcessor.apply(
                new Expression[] {function}, 0, input, newProjection, new Option[] {Option.empty()});
    }

    @Override
    public CostEvaluator stockCostEvaluator(SQLConf conf) {
        return new SimpleCostEvaluator(
                (Boolean) conf.getConf(SQLConf.ADAPTIVE_FORCE_OPTIMIZE_SKEWED_JOIN()),
                Boolean.parseBoolean(conf.getConfString(COUNT_LOCAL_SORT)));
    }

    @Override
    public ParquetFilters parquetFilters(
            MessageType schema,
            boolean pushDownDate,
            boolean pushDownTimestamp,
            boolean pushDownDecimal,
            boolean pushDownStringPredicate,
            int pushDownInFilterThreshold,
            boolean caseSensitive,
            RebaseDateTime.RebaseSpec rebase,
            StructType readSchema) {
        return new ParquetFilters(
                schema,
                pushDownDate,
                pushDownTimestamp,
                pushDownDecimal,
                pushDownStringPredicate,
                pushDownInFilterThreshold,
                caseSensitive,
                rebase,
                Option.apply(readSchema));
    }

    @Override
    public Seq<Node> page(HttpServletRequest request, String title, Function0<Seq<Node>> content, SparkUITab tab) {
        return UIUtils.headerSparkPage(request, title, content, tab, Option.empty(), false, false, false);
    }
}
