/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.shuffle.ShuffleHandle;
import org.apache.spark.shuffle.sort.BypassMergeSortShuffleHandle;
import org.apache.spark.shuffle.sort.SerializedShuffleHandle;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.streaming.Sink;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/**
 * Contains everything that Quiver uses of Spark that is not Spark's interface and that no compiler checks: private fields, names
 * of classes and nodes, values captured by lambdas. Private arrays are in {@link HeapVectorFields} and {@link OrcVectorFields}.
 * Classes that javac must see differently are in {@code src/stubs}. {@code SparkInternalsTest} has a test for each, which
 * {@code bin/quiver verify-spark} runs on every minor.
 */
public final class SparkInternals {
    /** Spark's UI and explained plans leave out nodes of this name: {@code InputAdapter}, {@code SparkPlanGraph}. */
    public static final String HIDDEN_NODE = "InputAdapter";

    private static final String PARQUET_FORMAT =
            ParquetFileFormat.class.getName().replace('.', '/');
    private static final String ROW_GROUP_ACCUMULATOR = "NumRowGroupsAcc";
    private static final String FILE_SINK = "FileStreamSink";

    private SparkInternals() {}

    /** The function with which a scan reads a file: a field whose name the Scala compiler has mangled. */
    public static Function1<PartitionedFile, Iterator<InternalRow>> readFunction(FileScanRDD files) {
        return files.org$apache$spark$sql$execution$datasources$FileScanRDD$$readFunction;
    }

    /**
     * The Hadoop conf that Spark broadcast for its reader, as {@code ParquetFileFormat.buildReaderWithPartitionValues} of Spark
     * 4.1 sets it up. A second broadcast of the same conf would cost a query more than planning does. Found the way Spark's own
     * closure cleaner looks into lambdas; empty if something else made the function.
     */
    public static Optional<Broadcast<SerializableConfiguration>> broadcastConf(Function1<?, ?> readFunction) {
        return confInLambda(readFunction).or(() -> confInWrapped(readFunction));
    }

    /** {@code FileFormat.buildReaderWithPartitionValues} wraps a format's reader in a function of rows and partition values. */
    private static Optional<Broadcast<SerializableConfiguration>> confInWrapped(Function1<?, ?> readFunction) {
        try {
            for (Field field : readFunction.getClass().getDeclaredFields()) {
                if (field.getType() == Function1.class) {
                    field.setAccessible(true);
                    if (field.get(readFunction) instanceof Function1<?, ?> wrapped) {
                        return confInLambda(wrapped);
                    }
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Broadcast<SerializableConfiguration>> confInLambda(Function1<?, ?> readFunction) {
        return lambda(readFunction).flatMap(SparkInternals::confIn);
    }

    @SuppressWarnings("unchecked")
    private static Optional<Broadcast<SerializableConfiguration>> confIn(SerializedLambda lambda) {
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            if (lambda.getCapturedArg(i) instanceof Broadcast<?> broadcast
                    && broadcast.value() instanceof SerializableConfiguration) {
                return Optional.of((Broadcast<SerializableConfiguration>) broadcast);
            }
        }
        return Optional.empty();
    }

    /**
     * The arguments of {@code ParquetFileFormat.buildReaderWithPartitionValues}. A subclass may pass other column names than the
     * scan has (Delta's column mapping), or other options.
     *
     * @param conf has the columns
     * @param modes in which dates and timestamps are rebased, in no order
     */
    public record ParquetReader(Broadcast<SerializableConfiguration> conf, List<Filter> filters, Set<String> modes) {}

    /** Empty if {@code ParquetFileFormat} did not make the function: something wraps or replaces it. */
    public static Optional<ParquetReader> parquetReader(Function1<?, ?> readFunction) {
        return parquetLambda(readFunction)
                .map(lambda -> inArchiveReader(lambda).orElse(lambda))
                .flatMap(lambda -> confIn(lambda).flatMap(conf -> filtersIn(lambda)
                        .map(filters -> new ParquetReader(conf, filters, stringsIn(lambda)))));
    }

    private static Optional<SerializedLambda> parquetLambda(Function1<?, ?> readFunction) {
        return lambda(readFunction).filter(lambda -> lambda.getCapturingClass().equals(PARQUET_FORMAT));
    }

    /** Spark 4.3 puts a function that opens archives, if they are to be read, around the one that reads a file. */
    private static Optional<SerializedLambda> inArchiveReader(SerializedLambda lambda) {
        return IntStream.range(0, lambda.getCapturedArgCount())
                .mapToObj(lambda::getCapturedArg)
                .filter(Function1.class::isInstance)
                .findFirst()
                .flatMap(function -> parquetLambda((Function1<?, ?>) function));
    }

    private static Optional<List<Filter>> filtersIn(SerializedLambda lambda) {
        Optional<List<Filter>> found = Optional.empty();
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            // A schema is a sequence of fields.
            if (lambda.getCapturedArg(i) instanceof Seq<?> sequence && !(sequence instanceof StructType)) {
                List<Object> all = Scala.list(sequence);
                if (found.isPresent() || !all.stream().allMatch(Filter.class::isInstance)) {
                    return Optional.empty();
                }
                found = Optional.of(all.stream().map(Filter.class::cast).toList());
            }
        }
        return found;
    }

    private static Set<String> stringsIn(SerializedLambda lambda) {
        Set<String> strings = new HashSet<>();
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            if (lambda.getCapturedArg(i) instanceof String string) {
                strings.add(string);
            }
        }
        return strings;
    }

    /** What a lambda captures, as it would be written; empty for a function of another kind. */
    public static Optional<SerializedLambda> lambda(Function1<?, ?> function) {
        try {
            Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return writeReplace.invoke(function) instanceof SerializedLambda lambda
                    ? Optional.of(lambda)
                    : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The handle with which a map task writes one file through Spark's serialized writer (UnsafeShuffleWriter) where the sort
     * shuffle manager would open a file per partition (BypassMergeSortShuffleWriter): the manager chooses the writer by the
     * handle's class.
     */
    public static <K, V> ShuffleHandle oneFileHandle(ShuffleHandle registered, ShuffleDependency<K, V, V> dependency) {
        return registered instanceof BypassMergeSortShuffleHandle
                ? new SerializedShuffleHandle<>(registered.shuffleId(), dependency)
                : registered;
    }

    /**
     * Reports to an accumulator of the user's how many row groups of a file are read, as {@code SpecificParquetRecordReaderBase}
     * of Spark 4.1 does. It is the task's last accumulator, and recognized by the name of its class. Spark's suites use it to see
     * what was pruned.
     */
    public static void countRowGroups(int rowGroups) {
        TaskContext task = TaskContext.get();
        if (task == null) {
            return;
        }
        task.taskMetrics().withExternalAccums(accumulators -> {
            Option<AccumulatorV2<?, ?>> last = accumulators.lastOption();
            if (last.isDefined() && last.get().getClass().getSimpleName().equals(ROW_GROUP_ACCUMULATOR)) {
                counter(last.get()).add(rowGroups);
            }
            return null;
        });
    }

    @SuppressWarnings("unchecked") // an accumulator of that name counts integers
    private static AccumulatorV2<Integer, Integer> counter(AccumulatorV2<?, ?> accumulator) {
        return (AccumulatorV2<Integer, Integer>) accumulator;
    }

    /**
     * Sets a node's position in the query's text. A copy would be lost: {@code withNewChildren} keeps a child that equals the new
     * one.
     */
    public static void setOrigin(TreeNode<?> node, Origin origin) {
        try {
            OriginField.FIELD.set(node, origin);
        } catch (IllegalAccessException impossible) {
            throw new LinkageError("TreeNode.origin cannot be set", impossible);
        }
    }

    /** The private arguments of a stream's file sink. */
    public record FileSink(FileFormat format, Seq<String> partitionColumns, Map<String, String> options) {}

    /** Empty for a sink of another kind. On Spark 4.0 its class is in another package. */
    @SuppressWarnings("unchecked") // FileStreamSink's fields
    public static Optional<FileSink> fileSink(Sink sink) {
        if (!sink.getClass().getSimpleName().equals(FILE_SINK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileSink(
                    (FileFormat) field(sink, "fileFormat"),
                    (Seq<String>) field(sink, "partitionColumnNames"),
                    (Map<String, String>) field(sink, "options")));
        } catch (ReflectiveOperationException | RuntimeException otherSpark) {
            return Optional.empty();
        }
    }

    private static Object field(Sink sink, String name) throws ReflectiveOperationException {
        Field field = sink.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(sink);
    }

    /** Looked up when a node's origin is first set. */
    private static final class OriginField {
        static final Field FIELD = find();

        private static Field find() {
            try {
                Field field = TreeNode.class.getDeclaredField("origin");
                field.setAccessible(true);
                return field;
            } catch (NoSuchFieldException otherSpark) {
                throw new LinkageError("Spark's TreeNode has no origin", otherSpark);
            }
        }
    }
}
