/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.spark.SparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.SQLPartitioningAwareUnionRDD;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.CollationKey$;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext$;
import org.apache.spark.sql.catalyst.expressions.TimestampAddInterval;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.OpenedParquetFooter;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFooterReader;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.TimeType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;

/** The API that Spark 4.1, 4.2 and 4.3 share, and 4.0 does not have. */
abstract class MinorApiSince41 implements SparkApi {
    private static final NumericEvalContext ANSI = NumericEvalContext$.MODULE$.apply(EvalMode.ANSI(), true);

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
    public Expression collationKey(Expression key) {
        return CollationKey$.MODULE$.injectCollationKey(key);
    }

    @Override
    public void mergeTags(SparkPlan node, SparkPlan other) {
        node.mergeTagsFrom(other);
    }

    @Override
    public OptionalInt timePrecision(DataType type) {
        return type instanceof TimeType time ? OptionalInt.of(time.precision()) : OptionalInt.empty();
    }

    @Override
    public <T> Optional<RDD<T>> partitioningAwareUnion(
            SparkContext context, Seq<RDD<T>> inputs, int partitionCount, ClassTag<T> tag) {
        return Optional.of(new SQLPartitioningAwareUnionRDD<>(context, inputs, partitionCount, tag));
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
