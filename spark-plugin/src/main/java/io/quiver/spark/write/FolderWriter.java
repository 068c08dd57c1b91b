/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.vector.Batch;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.execution.datasources.FileFormatDataWriter;
import org.apache.spark.sql.execution.datasources.WriteJobDescription;
import org.apache.spark.sql.execution.datasources.WriteTaskStatsTracker;
import scala.Option;

/** Writes all rows of a task to one folder. Source: SingleDirectoryDataWriter of Spark 4.1.3. */
final class FolderWriter extends FileFormatDataWriter implements BatchWriter {
    private final WriteJobDescription job;
    private final TaskAttemptContext context;
    private final FileCommitProtocol committer;
    private final RowTrackers trackers;
    private int fileCounter;
    private long recordsInFile;

    FolderWriter(WriteJobDescription job, TaskAttemptContext context, FileCommitProtocol committer) {
        super(job, context, committer, scala.collection.immutable.Map$.MODULE$.empty());
        this.job = job;
        this.context = context;
        this.committer = committer;
        trackers = new RowTrackers(statsTrackers(), ColumnarFiles.of(job));
        openFile();
    }

    private void openFile() {
        recordsInFile = 0;
        releaseResources();
        String extension = job.outputWriterFactory().getFileExtension(context);
        String path = committer.newTaskTempFile(
                context, Option.empty(), new FileNameSpec("", "-c%03d".formatted(fileCounter) + extension));
        currentWriter_$eq(
                job.outputWriterFactory().newInstance(path, DataTypeUtils.fromAttributes(job.dataColumns()), context));
        for (WriteTaskStatsTracker tracker : Scala.<WriteTaskStatsTracker>list(statsTrackers())) {
            tracker.newFile(path);
        }
    }

    @Override
    public void write(Batch batch) throws IOException {
        long limit = job.maxRecordsPerFile() > 0 ? job.maxRecordsPerFile() : Long.MAX_VALUE;
        for (int from = 0; from < batch.rowCount(); ) {
            if (recordsInFile >= limit) {
                fileCounter++;
                if (fileCounter >= MAX_FILE_COUNTER()) {
                    throw new AssertionError(
                            "File counter %d is beyond max value %d".formatted(fileCounter, MAX_FILE_COUNTER()));
                }
                openFile();
            }
            int to = from + (int) Math.min(batch.rowCount() - from, limit - recordsInFile);
            ColumnarFile file = (ColumnarFile) currentWriter();
            file.write(batch, from, to);
            trackers.wrote(file.path(), batch, from, to);
            recordsInFile += to - from;
            from = to;
        }
    }

    @Override
    public void write(InternalRow row) {
        throw new UnsupportedOperationException("rows come in batches");
    }
}
