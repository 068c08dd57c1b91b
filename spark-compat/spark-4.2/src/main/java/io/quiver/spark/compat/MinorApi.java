/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.SQLPartitioningAwareUnionRDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Acosh;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Asinh;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext$;
import org.apache.spark.sql.catalyst.expressions.TimestampAddInterval;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.CostEvaluator;
import org.apache.spark.sql.execution.adaptive.SimpleCostEvaluator;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.OpenedParquetFooter;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFilters;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFooterReader;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.window.AggregateProcessor;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.collection.immutable.Seq$;
import scala.reflect.ClassTag;

/** Spark 4.2. */
final class MinorApi implements SparkApi {
    /** With it frames are added up in another order, which shows in the last digits of doubles. */
    private static final String SEGMENT_TREE = "spark.sql.window.segmentTree.enabled";

    /** Other formulas, and an error where a truncated timestamp overflows. */
    private static final Set<Class<?>> CHANGED = Set.of(Acosh.class, Asinh.class, TruncTimestamp.class);

    private static final NumericEvalContext ANSI = NumericEvalContext$.MODULE$.apply(EvalMode.ANSI(), true);

    private static final Seq<InternalRow> NO_ROWS = Seq$.MODULE$.<InternalRow>empty();

    @Override
    public String evalMode(Sum sum) {
        return sum.evalContext().evalMode().toString();
    }

    @Override
    public Expression ansiAdd(Expression left, Expression right) {
        return new Add(left, right, ANSI);
    }

    @Override
    public Sum ansiSum(Expression value) {
        return new Sum(value, ANSI);
    }

    @Override
    public Expression timestampPlusInterval(Expression timestamp, Expression interval, Option<String> zone) {
        return new TimestampAddInterval(timestamp, interval, zone);
    }

    @Override
    public boolean computesOtherwise(Expression expression) {
        return SparkApi.isSubstringOfBytes(expression) || CHANGED.contains(expression.getClass());
    }

    @Override
    public OptionalInt timePrecision(DataType type) {
        return type instanceof TimeType time ? OptionalInt.of(time.precision()) : OptionalInt.empty();
    }

    @Override
    public boolean isOfNewForm(Object node) {
        return node instanceof WindowExec && Boolean.parseBoolean(SQLConf.get().getConfString(SEGMENT_TREE));
    }

    @Override
    public OptionalLong seed(SampleExec sample) {
        Option<Object> seed = sample.seed();
        return seed.isDefined() ? OptionalLong.of((Long) seed.get()) : OptionalLong.empty();
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
    public <T> Optional<RDD<T>> partitioningAwareUnion(
            SparkContext context, Seq<RDD<T>> inputs, int partitionCount, ClassTag<T> tag) {
        return Optional.of(new SQLPartitioningAwareUnionRDD<>(context, inputs, partitionCount, tag));
    }

    @Override
    public CostEvaluator stockCostEvaluator(SQLConf conf) {
        return new SimpleCostEvaluator((Boolean) conf.getConf(SQLConf.ADAPTIVE_FORCE_OPTIMIZE_SKEWED_JOIN()));
    }

    @Override
    public OpenedParquet openParquet(Configuration conf, PartitionedFile file) throws IOException {
        OpenedParquetFooter opened = ParquetFooterReader.openFileAndReadFooter(conf, file, true);
        return new OpenedParquet(opened.inputFile(), opened.footer(), opened.inputStream());
    }

    @Override
    public ParquetFileReader parquetReader(
            InputFile file, ParquetMetadata footer, ParquetReadOptions options, SeekableInputStream stream)
            throws IOException {
        return new ParquetFileReader(file, footer, options, stream);
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
        hadoopConf.setBoolean(
                SQLConf.PARQUET_READER_RESPECT_UNKNOWN_TYPE_ANNOTATION().key(),
                conf.parquetReaderRespectUnknownTypeAnnotation());
    }

    @Override
    public Broadcast<SerializableConfiguration> broadcast(SparkContext context, Configuration hadoopConf) {
        return SerializableConfiguration.broadcast(context, hadoopConf);
    }
}
