/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.kernel.RunStarts;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.datasources.BaseDynamicPartitionDataWriter;
import org.apache.spark.sql.execution.datasources.WriteJobDescription;
import org.apache.spark.sql.execution.datasources.WriteTaskStatsTracker;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Some;

/**
 * Writes rows that are sorted by the partition columns and then by their bucket: each run of equal partition values into a
 * folder, and each run of a bucket into a file. Source: DynamicPartitionDataSingleWriter of Spark 4.1.3.
 */
final class PartitionedWriter extends BaseDynamicPartitionDataWriter implements BatchWriter {
    private final WriteJobDescription job;
    private final RowTrackers trackers;
    private final List<Attribute> all;
    /** The ordinals of the partition columns in the batches. */
    private final int[] partitionColumns;

    private final BatchRow row;
    private Option<InternalRow> folder = Option.empty();
    private Option<Object> bucket = Option.empty();

    PartitionedWriter(WriteJobDescription job, TaskAttemptContext context, FileCommitProtocol committer) {
        super(job, context, committer, scala.collection.immutable.Map$.MODULE$.empty());
        this.job = job;
        ColumnarFiles files = ColumnarFiles.of(job);
        trackers = new RowTrackers(statsTrackers(), files);
        all = Scala.list(job.allColumns());
        partitionColumns = ordinals(Scala.list(job.partitionColumns()));
        @Nullable DataType[] types = new DataType[all.size()];
        for (int column : partitionColumns) {
            types[column] = files.types()[column];
        }
        if (isBucketed()) {
            for (int column : ordinals(Scala.list(
                    job.bucketSpec().get().bucketIdExpression().references().toSeq()))) {
                types[column] = files.types()[column];
            }
        }
        row = new BatchRow(types);
    }

    private int[] ordinals(List<Attribute> columns) {
        return columns.stream()
                .mapToInt(column -> ColumnarFiles.ordinal(all, column))
                .toArray();
    }

    @Override
    public void write(Batch batch) throws IOException {
        int rowCount = batch.rowCount();
        long[] changes = Bitmap.zeros(rowCount);
        for (int column : partitionColumns) {
            RunStarts.mark(batch.column(column), rowCount, changes);
        }
        row.reset(batch);
        int[] buckets = isBucketed() ? buckets(rowCount, changes) : new int[0];
        for (int from = 0; from < rowCount; ) {
            int to = RunStarts.next(changes, from + 1, rowCount);
            writeRun(batch, from, to, isBucketed() ? Option.apply(buckets[from]) : Option.empty());
            from = to;
        }
    }

    /** The bucket of each row; marks in {@code changes} the rows whose bucket differs from the row before. */
    private int[] buckets(int rowCount, long[] changes) {
        int[] buckets = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            buckets[i] = (Integer) getBucketId().apply(row.at(i));
            if (i > 0 && buckets[i] != buckets[i - 1]) {
                Bitmap.set(changes, i);
            }
        }
        return buckets;
    }

    private void writeRun(Batch batch, int from, int to, Option<Object> rowsBucket) throws IOException {
        boolean isNew = !rowsBucket.equals(bucket);
        bucket = rowsBucket;
        if (isPartitioned()) {
            UnsafeRow values = getPartitionValues().apply(row.at(from));
            if (folder.isEmpty() || !values.equals(folder.get())) {
                isNew = true;
                folder = new Some<>(values.copy());
                for (WriteTaskStatsTracker tracker : Scala.<WriteTaskStatsTracker>list(statsTrackers())) {
                    tracker.newPartition(folder.get());
                }
            }
        }
        if (isNew) {
            fileCounter_$eq(0);
            renewCurrentWriter(folder, bucket, true);
        }
        long limit = job.maxRecordsPerFile() > 0 ? job.maxRecordsPerFile() : Long.MAX_VALUE;
        for (int start = from; start < to; ) {
            if (recordsInFile() >= limit) {
                renewCurrentWriterIfTooManyRecords(folder, bucket);
            }
            int end = start + (int) Math.min(to - start, limit - recordsInFile());
            ColumnarFile file = (ColumnarFile) currentWriter();
            file.write(batch, start, end);
            trackers.wrote(file.path(), batch, start, end);
            recordsInFile_$eq(recordsInFile() + end - start);
            start = end;
        }
    }

    @Override
    public void write(InternalRow record) {
        throw new UnsupportedOperationException("rows come in batches");
    }
}
