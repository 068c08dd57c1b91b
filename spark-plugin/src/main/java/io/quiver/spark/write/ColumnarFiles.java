/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.sink.parquet.ParquetSinks;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.codec.CodecConfig;
import org.apache.parquet.hadoop.util.ContextUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.WriteJobDescription;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** Opens the Parquet files of a task, under the names that Spark's own factory gives them. */
final class ColumnarFiles extends OutputWriterFactory {
    private static final long serialVersionUID = 1L;

    private final OutputWriterFactory stock;
    /** The types of the batches' columns. */
    private final DataType[] types;
    /** The batch column of each file column. */
    private final int[] columns;

    private transient @Nullable ParquetSinks sinks;

    private ColumnarFiles(OutputWriterFactory stock, DataType[] types, int[] columns) {
        this.stock = stock;
        this.types = types;
        this.columns = columns;
    }

    /** The description of a job with this factory in it. The batches have the job's columns, in order. */
    static WriteJobDescription inPlaceOf(WriteJobDescription job, List<Attribute> output) {
        List<Attribute> all = Scala.list(job.allColumns());
        List<Attribute> written = Scala.list(job.dataColumns());
        int[] columns = new int[written.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ordinal(all, written.get(i));
        }
        ColumnarFiles files = new ColumnarFiles(job.outputWriterFactory(), SparkTypes.dataTypes(output), columns);
        return new WriteJobDescription(
                job.uuid(),
                job.serializableHadoopConf(),
                files,
                job.allColumns(),
                job.dataColumns(),
                job.partitionColumns(),
                job.bucketSpec(),
                job.path(),
                job.customPartitionLocations(),
                job.maxRecordsPerFile(),
                job.timeZoneId(),
                job.statsTrackers());
    }

    static int ordinal(List<Attribute> columns, Attribute wanted) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).exprId().equals(wanted.exprId())) {
                return i;
            }
        }
        throw new IllegalStateException("no column %s among %s".formatted(wanted, columns));
    }

    static ColumnarFiles of(WriteJobDescription job) {
        return (ColumnarFiles) job.outputWriterFactory();
    }

    DataType[] types() {
        return types;
    }

    int[] columns() {
        return columns;
    }

    @Override
    public String getFileExtension(TaskAttemptContext context) {
        return stock.getFileExtension(context);
    }

    @Override
    public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext context) {
        ParquetSinks known = sinks;
        if (known == null) {
            ParquetSinks opened = sinks(schema, context);
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> opened.close());
            known = opened;
            sinks = known;
        }
        try {
            return new ColumnarFile(path, known.open(new Path(path)));
        } catch (IOException e) {
            throw WriteFailures.unchecked(e);
        }
    }

    /** Source: ParquetOutputFormat.getRecordWriter of parquet-mr 1.16, with Spark's write support. */
    private ParquetSinks sinks(StructType schema, TaskAttemptContext context) {
        Configuration conf = ContextUtil.getConfiguration(context);
        WriteContext files = new ParquetWriteSupport().init(conf);
        List<ColumnType> columnTypes = SparkTypes.columnTypes(List.of(types));
        return new ParquetSinks(
                conf,
                CodecConfig.from(context).getCodec(),
                files.getSchema(),
                files.getExtraMetaData(),
                columnTypes,
                columns,
                new SparkRecords(conf, schema, columns));
    }
}
