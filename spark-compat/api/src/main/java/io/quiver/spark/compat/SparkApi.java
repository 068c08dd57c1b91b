/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.util.RebaseDateTime;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.LocalTableScanExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.CostEvaluator;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFilters;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.window.AggregateProcessor;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.ui.SparkUITab;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function0;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;
import scala.xml.Node;

/**
 * Covers the differences between the minors of Spark 4, in signatures that all of them have. Each minor has an implementation
 * that is compiled against it; {@link MinorClasses} loads the one for the running Spark.
 */
public interface SparkApi {
    /** The implementation for the running Spark, on the driver and on executors. */
    static SparkApi get() {
        return LoadedApi.API;
    }

    /** The runners of the running Spark that send columns to Python; loaded when they are first asked for. */
    static PythonApi python() {
        return LoadedApi.Python.API;
    }

    // Expressions

    /** How the sum handles overflow: ANSI, LEGACY or TRY. */
    String evalMode(Sum sum);

    /** An addition under ANSI rules. */
    Expression ansiAdd(Expression left, Expression right);

    /** A sum under ANSI rules. */
    Sum ansiSum(Expression value);

    /** A timestamp moved by an interval of days and time. */
    Expression timestampPlusInterval(Expression timestamp, Expression interval, Option<String> zone);

    /**
     * An expression with equal values for keys that are equal under their collations: bytes in place of texts. Returns the key
     * itself if this minor has no such expression.
     */
    Expression collationKey(Expression key);

    /**
     * Whether this minor computes an expression differently from Spark 4.1, which Quiver's kernels follow, or in a way that is
     * not proved to be the same. Found by comparing the code of catalyst's expressions between the minors.
     */
    boolean computesOtherwise(Expression expression);

    /** Whether it takes bytes from a position on. Spark 4.1.3 alone counts differently if position and length exceed an int. */
    static boolean isSubstringOfBytes(Expression expression) {
        return expression instanceof Substring && expression.dataType() instanceof BinaryType;
    }

    // Types

    /** The precision of a time of day; empty for any other type. */
    OptionalInt timePrecision(DataType type);

    // Operators

    /**
     * Whether an operator has a form, or runs in a way, that is new in a minor after 4.1 and that no translation supports.
     *
     * @param node a plan node
     */
    boolean isOfNewForm(Object node);

    /** Copies the tags of {@code other} to {@code node}; if both have a tag, {@code other}'s wins. */
    void mergeTags(SparkPlan node, SparkPlan other);

    /** The seed of the sample; empty if Spark draws one when the query runs. */
    OptionalLong seed(SampleExec sample);

    ExpandExec expand(Seq<Seq<Expression>> projections, Seq<Attribute> output, SparkPlan child);

    /** A table without rows. */
    LocalTableScanExec emptyTable(Seq<Attribute> output);

    /** A broadcast hash join that is not null-aware. */
    BroadcastHashJoinExec broadcastHashJoin(
            Seq<Expression> leftKeys,
            Seq<Expression> rightKeys,
            JoinType joinType,
            BuildSide buildSide,
            Option<Expression> condition,
            SparkPlan left,
            SparkPlan right);

    /** Spark's own code for a window function without a filter, over rows of {@code input}. */
    AggregateProcessor windowProcessor(
            Expression function,
            Seq<Attribute> input,
            Function2<Seq<Expression>, Seq<Attribute>, MutableProjection> newProjection);

    /** A union that keeps the partitioning of its inputs; empty if Spark has none. */
    <T> Optional<RDD<T>> partitioningAwareUnion(
            SparkContext context, Seq<RDD<T>> inputs, int partitionCount, ClassTag<T> tag);

    /** The cost evaluator with which adaptive execution compares plans if the user has set none. */
    CostEvaluator stockCostEvaluator(SQLConf conf);

    // Parquet

    /** Opens a file, reads its footer and keeps the stream, as Spark's reader does. */
    OpenedParquet openParquet(Configuration conf, PartitionedFile file) throws IOException;

    /** An open file with its footer; whoever takes the stream owns it. */
    record OpenedParquet(InputFile file, ParquetMetadata footer, SeekableInputStream stream) {}

    /** A reader over an open file whose footer is known. */
    ParquetFileReader parquetReader(
            InputFile file, ParquetMetadata footer, ParquetReadOptions options, SeekableInputStream stream)
            throws IOException;

    ParquetFilters parquetFilters(
            MessageType schema,
            boolean pushDownDate,
            boolean pushDownTimestamp,
            boolean pushDownDecimal,
            boolean pushDownStringPredicate,
            int pushDownInFilterThreshold,
            boolean caseSensitive,
            RebaseDateTime.RebaseSpec rebase,
            StructType readSchema);

    /** Adds to a Hadoop configuration the settings of Parquet readers that only some minors know. */
    void describeParquetReads(Configuration hadoopConf, SQLConf conf);

    Broadcast<SerializableConfiguration> broadcast(SparkContext context, Configuration hadoopConf);

    // Pages

    /** A page of Spark's UI with its header and tabs around {@code content}. */
    Seq<Node> page(HttpServletRequest request, String title, Function0<Seq<Node>> content, SparkUITab tab);
}
