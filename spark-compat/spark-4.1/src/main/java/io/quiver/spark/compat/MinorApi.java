/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.OptionalLong;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.package$;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
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
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.window.AggregateProcessor;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.ui.UIUtils;
import scala.Function0;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Seq$;
import scala.xml.Node;

/** The API of Spark 4.1. */
final class MinorApi extends MinorApiSince41 {
    private static final String KERNELS_GO_BY = "4.1.3";

    private static final Seq<InternalRow> NO_ROWS = Seq$.MODULE$.<InternalRow>empty();

    @Override
    public boolean computesOtherwise(Expression expression) {
        return !package$.MODULE$.SPARK_VERSION().equals(KERNELS_GO_BY) && SparkApi.isSubstringOfBytes(expression);
    }

    @Override
    public boolean isOfNewForm(Object node) {
        return false;
    }

    @Override
    public OptionalLong seed(SampleExec sample) {
        return OptionalLong.of(sample.seed());
    }

    @Override
    public ExpandExec expand(Seq<Seq<Expression>> projections, Seq<Attribute> output, SparkPlan child) {
        return new ExpandExec(projections, output, child);
    }

    @Override
    public LocalTableScanExec emptyTable(Seq<Attribute> output) {
        return new LocalTableScanExec(output, NO_ROWS, Option.empty());
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
        return new BroadcastHashJoinExec(leftKeys, rightKeys, joinType, buildSide, condition, left, right, false);
    }

    @Override
    public AggregateProcessor windowProcessor(
            Expression function,
            Seq<Attribute> input,
            Function2<Seq<Expression>, Seq<Attribute>, MutableProjection> newProjection) {
        return AggregateProcessor.apply(new Expression[] {function}, 0, input, newProjection);
    }

    @Override
    public CostEvaluator stockCostEvaluator(SQLConf conf) {
        return new SimpleCostEvaluator((Boolean) conf.getConf(SQLConf.ADAPTIVE_FORCE_OPTIMIZE_SKEWED_JOIN()));
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
                rebase);
    }

    @Override
    public Seq<Node> page(HttpServletRequest request, String title, Function0<Seq<Node>> content, SparkUITab tab) {
        return UIUtils.headerSparkPage(request, title, content, tab, Option.empty(), false, false);
    }
}
