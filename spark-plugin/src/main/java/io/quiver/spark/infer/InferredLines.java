/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.scan.text.TextChunk;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.scan.text.TextSplits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.FileSourceOptions;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;

/**
 * Reads the lines of files, in the splits of the text scan that Spark's inference uses:
 * {@code TextInputCSVDataSource.createBaseDataset} and {@code TextInputJsonDataSource.createBaseDataset} of Spark 4.1.
 */
final class InferredLines {
    private static final String COLUMN = "value";

    private final SparkSession session;
    private final RDD<TextChunk> chunks;

    private InferredLines(SparkSession session, RDD<TextChunk> chunks) {
        this.session = session;
        this.chunks = chunks;
    }

    /**
     * Plans to read the lines of files.
     *
     * @param parameters the options as the format has read them
     * @param separator the byte that ends lines, if not line ends
     */
    static InferredLines of(
            SparkSession session, Seq<FileStatus> files, Map<String, String> parameters, Optional<Byte> separator) {
        FileSourceOptions options = new FileSourceOptions(parameters);
        if (options.ignoreCorruptFiles() || options.ignoreMissingFiles()) {
            throw new LeftToSpark("files that fail are to be ignored");
        }
        if (parameters.contains("wholetext")) {
            throw new LeftToSpark("wholetext");
        }
        HadoopFsRelation relation = Inference.ofSpark(() -> relation(session, files, parameters));
        SparkPlan plan = session.baseRelationToDataFrame(relation)
                .select(COLUMN)
                .queryExecution()
                .sparkPlan();
        List<SparkPlan> leaves = Scala.list(plan.collectLeaves());
        if (leaves.size() != 1
                || !(leaves.get(0) instanceof FileSourceScanExec scan)
                || !(scan.inputRDD() instanceof FileScanRDD rdd)) {
            throw new IllegalStateException("not a scan of files: " + plan);
        }
        Broadcast<SerializableConfiguration> conf = TextSplits.conf(scan, SparkInternals.readFunction(rdd));
        return new InferredLines(session, withReader(rdd, relation, new ReadChunks(conf, separator)));
    }

    private static HadoopFsRelation relation(
            SparkSession session, Seq<FileStatus> files, Map<String, String> parameters) {
        List<Path> paths = new ArrayList<>();
        for (FileStatus file : Scala.list(files)) {
            paths.add(file.getPath());
        }
        java.util.Map<String, String> options = new java.util.HashMap<>(CollectionConverters.asJava(parameters));
        options.put(DataSource.GLOB_PATHS_KEY(), "false");
        InMemoryFileIndex index = new InMemoryFileIndex(
                session,
                Scala.seq(paths),
                Scala.map(options),
                Option.empty(),
                FileStatusCache.getOrCreate(session),
                Option.empty(),
                Option.empty());
        for (StructField field : index.partitionSchema().fields()) {
            if (field.name().equalsIgnoreCase(COLUMN)) {
                throw new LeftToSpark("a partition column is named " + COLUMN);
            }
        }
        return new HadoopFsRelation(
                index,
                index.partitionSchema(),
                new StructType().add(COLUMN, DataTypes.StringType),
                Option.empty(),
                new TextFileFormat(),
                Scala.map(options),
                session);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // FileScanRDD wants rows said and hands on whatever it is given
    private static RDD<TextChunk> withReader(FileScanRDD files, HadoopFsRelation relation, ReadChunks reader) {
        return (RDD) new FileScanRDD(
                relation.sparkSession(),
                (scala.Function1) reader,
                files.filePartitions(),
                files.readSchema(),
                files.metadataColumns(),
                relation.fileFormat().fileConstantMetadataExtractors(),
                new FileSourceOptions(relation.options()));
    }

    int partitionCount() {
        return chunks.getNumPartitions();
    }

    /** Runs {@code task} over each partition's lines and returns the results. */
    List<String[]> run(InferenceTask task) {
        return run(task, 0, partitionCount());
    }

    /** Runs {@code task} over the partitions from {@code start} up to, but excluding, {@code end}. */
    List<String[]> run(InferenceTask task, int start, int end) {
        List<Object> partitions = new ArrayList<>();
        for (int partition = start; partition < end; partition++) {
            partitions.add(partition);
        }
        // what a task throws is a value here, so that a job fails only where Spark's would, too
        String[][] results = (String[][]) SQLExecution.withSQLConfPropagated(session, new AbstractFunction0<Object>() {
            @Override
            public Object apply() {
                return session.sparkContext()
                        .runJob(chunks, task, Scala.seq(partitions), Scala.<String[]>tag(String[].class));
            }
        });
        for (String[] result : results) {
            if (!result[InferenceTask.FAILURE].isEmpty()) {
                throw new LeftToSpark(result[InferenceTask.FAILURE]);
            }
        }
        return List.of(results);
    }
}
