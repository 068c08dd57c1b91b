/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.SparkVectors;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.TaskContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.execution.datasources.EmptyDirectoryDataWriter;
import org.apache.spark.sql.execution.datasources.FileFormatDataWriter;
import org.apache.spark.sql.execution.datasources.WriteJobDescription;
import org.apache.spark.sql.execution.datasources.WriteTaskResult;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.util.Utils;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Writes one partition, and either commits it or leaves nothing behind. Source: FileFormatWriter.executeTask of Spark 4.1.3. */
final class WriteTask extends AbstractFunction1<Iterator<ColumnarBatch>, Iterator<WriterCommitMessage>>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final WriteJobDescription job;
    private final FileCommitProtocol committer;
    private final String jobTrackerId;

    WriteTask(WriteJobDescription job, FileCommitProtocol committer, String jobTrackerId) {
        this.job = job;
        this.committer = committer;
        this.jobTrackerId = jobTrackerId;
    }

    @Override
    public Iterator<WriterCommitMessage> apply(Iterator<ColumnarBatch> batches) {
        TaskContext task = TaskContext.get();
        TaskAttemptContext context = context(task);
        committer.setupTask(context);
        Attempt attempt = new Attempt(task, context, batches);
        Function0<WriteTaskResult> write = attempt::run;
        WriterCommitMessage result = Utils.tryWithSafeFinallyAndFailureCallbacks(write, attempt::abort, attempt::close);
        return scala.collection.Iterator$.MODULE$.single(result);
    }

    private TaskAttemptContext context(TaskContext task) {
        JobID jobId = SparkHadoopWriterUtils.createJobID(jobTrackerId, task.stageId());
        TaskID taskId = new TaskID(jobId, TaskType.MAP, task.partitionId());
        TaskAttemptID attemptId = new TaskAttemptID(taskId, (int) task.taskAttemptId() & Integer.MAX_VALUE);
        Configuration conf = job.serializableHadoopConf().value();
        conf.set("mapreduce.job.id", jobId.toString());
        conf.set("mapreduce.task.id", taskId.toString());
        conf.set("mapreduce.task.attempt.id", attemptId.toString());
        conf.setBoolean("mapreduce.task.ismap", true);
        conf.setInt("mapreduce.task.partition", 0);
        return new TaskAttemptContextImpl(conf, attemptId);
    }

    /** One attempt. */
    private final class Attempt {
        private final TaskContext task;
        private final TaskAttemptContext context;
        private final Iterator<ColumnarBatch> batches;
        private final SparkVectors vectors;
        private @Nullable FileFormatDataWriter writer;

        Attempt(TaskContext task, TaskAttemptContext context, Iterator<ColumnarBatch> batches) {
            this.task = task;
            this.context = context;
            this.batches = batches;
            vectors = new SparkVectors(ColumnarFiles.of(job).types());
        }

        WriteTaskResult run() {
            Batch first = task.partitionId() == 0 ? null : next();
            if (task.partitionId() != 0 && first == null) {
                // in an empty job the first partition's file has the schema
                EmptyDirectoryDataWriter empty = new EmptyDirectoryDataWriter(
                        job, context, committer, scala.collection.immutable.Map$.MODULE$.empty());
                writer = empty;
                return empty.commit();
            }
            return job.partitionColumns().isEmpty() && job.bucketSpec().isEmpty()
                    ? writeAll(new FolderWriter(job, context, committer), first)
                    : writeAll(new PartitionedWriter(job, context, committer), first);
        }

        private <W extends FileFormatDataWriter & BatchWriter> WriteTaskResult writeAll(
                W files, @Nullable Batch first) {
            writer = files;
            for (Batch batch = first == null ? next() : first; batch != null; batch = next()) {
                try {
                    files.write(batch);
                } catch (Throwable failure) {
                    String path = files.currentWriter() == null
                            ? job.path()
                            : files.currentWriter().path();
                    throw WriteFailures.unchecked(WriteFailures.enriched(path, failure));
                }
            }
            return files.commit();
        }

        /** The next rows; null if there are no more. */
        private @Nullable Batch next() {
            while (batches.hasNext()) {
                task.killTaskIfInterrupted();
                Batch batch = vectors.read(batches.next());
                if (batch.rowCount() > 0) {
                    return batch;
                }
            }
            return null;
        }

        BoxedUnit abort() {
            FileFormatDataWriter files = writer;
            if (files == null) {
                committer.abortTask(context);
                return BoxedUnit.UNIT;
            }
            if (files.currentWriter() instanceof ColumnarFile file) {
                file.lose();
            }
            files.abort();
            return BoxedUnit.UNIT;
        }

        BoxedUnit close() {
            if (writer != null) {
                writer.close();
            }
            return BoxedUnit.UNIT;
        }
    }
}
