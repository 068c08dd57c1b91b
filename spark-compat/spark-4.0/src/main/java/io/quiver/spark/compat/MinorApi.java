/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.TimeAdd;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.CostEvaluator;
import org.apache.spark.sql.execution.adaptive.SimpleCostEvaluator;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFilters;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFooterReader;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.window.AggregateProcessor;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.ui.UIUtils;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function0;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Seq$;
import scala.collection.mutable.Map;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.xml.Node;

/** The API of Spark 4.0. */
final class MinorApi implements SparkApi {
    private static final ClassTag<SerializableConfiguration> TAG =
            ClassTag$.MODULE$.apply(SerializableConfiguration.class);

    private static final Seq<InternalRow> NO_ROWS = Seq$.MODULE$.<InternalRow>empty();

    @Override
    public String evalMode(Sum sum) {
        return sum.evalMode().toString();
    }

    @Override
    public Expression ansiAdd(Expression left, Expression right) {
        return new Add(left, right, EvalMode.ANSI());
    }

    @Override
    public Sum ansiSum(Expression value) {
        return new Sum(value, EvalMode.ANSI());
    }

    @Override
    public Expression timestampPlusInterval(Expression timestamp, Expression interval, Option<String> zone) {
        return new TimeAdd(timestamp, interval, zone);
    }

    /** Spark 4.0 converts a timestamp to a decimal through a double. */
    @Override
    public boolean computesOtherwise(Expression expression) {
        return SparkApi.isSubstringOfBytes(expression)
                || (expression instanceof Cast cast
                        && cast.child().dataType() instanceof TimestampType
                        && cast.dataType() instanceof DecimalType);
    }

    /**
     * Returns the key itself. Unless Spark 4.0 inserts a collation key, it compares the bytes of texts (4.0.5: {@code NOT IN}
     * over collated texts), so operators with such keys are left to it.
     */
    @Override
    public Expression collationKey(Expression key) {
        return key;
    }

    /** Spark 4.0 copies tags only to a node without any, so this uses its private {@code TreeNode.tags}. */
    @Override
    @SuppressWarnings("unchecked")
    public void mergeTags(SparkPlan node, SparkPlan other) {
        try {
            Method tags = TreeNode.class.getDeclaredMethod("tags");
            tags.setAccessible(true);
            ((Map<Object, Object>) tags.invoke(node)).addAll((Map<Object, Object>) tags.invoke(other));
        } catch (ReflectiveOperationException otherSpark) {
            throw new LinkageError("Spark's TreeNode has no tags", otherSpark);
        }
    }

    @Override
    public OptionalInt timePrecision(DataType type) {
        return OptionalInt.empty(); // Spark 4.0 has no times of day
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
    public <T> Optional<RDD<T>> partitioningAwareUnion(
            SparkContext context, Seq<RDD<T>> inputs, int partitionCount, ClassTag<T> tag) {
        return Optional.empty(); // Spark 4.0 has none
    }

    @Override
    public CostEvaluator stockCostEvaluator(SQLConf conf) {
        return new SimpleCostEvaluator((Boolean) conf.getConf(SQLConf.ADAPTIVE_FORCE_OPTIMIZE_SKEWED_JOIN()));
    }

    @Override
    public OpenedParquet openParquet(Configuration conf, PartitionedFile file) throws IOException {
        HadoopInputFile input = HadoopInputFile.fromPath(file.toPath(), conf);
        ParquetMetadata footer = ParquetFooterReader.readFooter(conf, file, ParquetFooterReader.WITH_ROW_GROUPS);
        return new OpenedParquet(input, footer, input.newStream());
    }

    @Override
    public ParquetFileReader parquetReader(
            InputFile file, ParquetMetadata footer, ParquetReadOptions options, SeekableInputStream stream)
            throws IOException {
        HadoopInputFile opened = (HadoopInputFile) file;
        return new ParquetFileReader(opened.getConfiguration(), opened.getPath(), footer, options, stream);
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
    public void describeParquetReads(Configuration hadoopConf, SQLConf conf) {
        // Spark 4.0 has none
    }

    @Override
    public Broadcast<SerializableConfiguration> broadcast(SparkContext context, Configuration hadoopConf) {
        return context.broadcast(new SerializableConfiguration(hadoopConf), TAG);
    }

    @Override
    public Seq<Node> page(HttpServletRequest request, String title, Function0<Seq<Node>> content, SparkUITab tab) {
        return UIUtils.headerSparkPage(request, title, content, tab, Option.empty(), false, false);
    }
}
