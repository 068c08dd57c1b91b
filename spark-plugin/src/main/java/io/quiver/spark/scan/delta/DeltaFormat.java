/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.delta;

import io.quiver.spark.compat.SparkInternals;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Contains everything that Quiver knows of Delta Lake's format, of which it sees no class. Where files may have deletion vectors,
 * Delta's function that reads a file calls the one of Spark's Parquet format, and sets a column of the batches that come back: 1
 * in rows that are marked as deleted. It does so row by row, from the row's index in the file alone
 * ({@code DeltaParquetFileFormat.iteratorWithAdditionalMetadataColumns}), which is what {@link #over} is for.
 */
public final class DeltaFormat {
    /** The column that Delta's function sets. */
    public static final String MARKS = "__delta_internal_is_row_deleted";

    private static final String FORMAT = "org.apache.spark.sql.delta.DeltaParquetFileFormat";
    /** The superclass, since 4.1. */
    private static final String FORMAT_BASE = FORMAT + "Base";
    /** What Delta counts itself where it does not take row indexes from Spark's reader. */
    private static final String OWN_ROW_INDEX = "__delta_internal_row_index";

    /** The versions whose code has been read: it is the same in all of them. */
    private static final Set<String> KNOWN_VERSIONS =
            Set.of("4.0.0", "4.0.1", "4.1.0", "4.2.0", "4.3.0", "4.3.1", "4.4.0");

    /** The keys, among a file's constants, of its deletion vector. */
    private static final List<String> VECTOR_KEYS = List.of("row_index_filter_id_encoded", "row_index_filter_type");

    private DeltaFormat() {}

    /**
     * Why another reader cannot stand in for Spark's within Delta's function; empty if it can, or if Delta sets no column of the
     * scan.
     */
    public static Optional<String> refusal(FileFormat format, StructType requiredSchema) {
        List<String> names = Arrays.asList(requiredSchema.fieldNames());
        if (!isDelta(format) || !names.contains(MARKS) && !names.contains(OWN_ROW_INDEX)) {
            return Optional.empty();
        }
        if (!isKnown(format)) {
            return Optional.of("deletion vectors of Delta Lake %s, which is not known".formatted(version(format)));
        }
        boolean isMarked = names.contains(MARKS)
                && requiredSchema.apply(MARKS).dataType().equals(DataTypes.ByteType)
                && names.contains(ParquetFileFormat.ROW_INDEX_TEMPORARY_COLUMN_NAME())
                && !names.contains(OWN_ROW_INDEX)
                && usesRowIndexesOfSpark(format);
        return isMarked ? Optional.empty() : Optional.of("deletion vectors by Delta's own row indexes");
    }

    /** Whether the format is that of a version of Delta Lake whose code has been read. */
    public static boolean isKnown(FileFormat format) {
        return isDelta(format) && KNOWN_VERSIONS.contains(version(format));
    }

    private static boolean isDelta(FileFormat format) {
        return format.getClass().getName().equals(FORMAT);
    }

    private static String version(FileFormat format) {
        try {
            Class<?> delta =
                    Class.forName("io.delta.package$", true, format.getClass().getClassLoader());
            Object module = delta.getField("MODULE$").get(null);
            return String.valueOf(delta.getMethod("VERSION").invoke(module));
        } catch (ReflectiveOperationException | LinkageError otherDelta) {
            return "of an unknown version";
        }
    }

    /** Delta requires it to equal the setting by which it takes row indexes from Spark's reader. */
    private static boolean usesRowIndexesOfSpark(FileFormat format) {
        try {
            return (boolean) format.getClass().getMethod("optimizationsEnabled").invoke(format);
        } catch (ReflectiveOperationException | ClassCastException otherDelta) {
            return false;
        }
    }

    /** The function of Spark's reader that a function of Delta's calls, which marks rows; empty for any other function. */
    public static Optional<Function1<?, ?>> within(Function1<?, ?> function) {
        return markingLambda(function).map(lambda -> (Function1<?, ?>) lambda.getCapturedArg(readerOrdinal(lambda)));
    }

    private static Optional<SerializedLambda> markingLambda(Function1<?, ?> function) {
        return SparkInternals.lambda(function)
                .filter(lambda -> {
                    String owner = lambda.getCapturingClass().replace('/', '.');
                    return owner.equals(FORMAT) || owner.equals(FORMAT_BASE);
                })
                .filter(lambda -> readerOrdinal(lambda) >= 0);
    }

    /** Returns which captured value is a function, the only one; -1 if there is none, or another. */
    private static int readerOrdinal(SerializedLambda lambda) {
        int found = -1;
        for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
            if (lambda.getCapturedArg(i) instanceof Function1) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    /** Makes {@code function} anew, with {@code reader} in place of Spark's reader. */
    @SuppressWarnings("unchecked") // a function of the same class
    public static Function1<PartitionedFile, Iterator<InternalRow>> over(
            Function1<PartitionedFile, Iterator<InternalRow>> function,
            Function1<PartitionedFile, Iterator<InternalRow>> reader) {
        SerializedLambda lambda = markingLambda(function)
                .orElseThrow(() -> new IllegalArgumentException("not a function of Delta's that marks rows"));
        Object[] captured = new Object[lambda.getCapturedArgCount()];
        Arrays.setAll(captured, lambda::getCapturedArg);
        captured[readerOrdinal(lambda)] = reader;
        try {
            Class<?> owner = Class.forName(
                    lambda.getCapturingClass().replace('/', '.'),
                    true,
                    function.getClass().getClassLoader());
            // As ObjectInputStream makes a lambda.
            Method make = owner.getDeclaredMethod("$deserializeLambda$", SerializedLambda.class);
            make.setAccessible(true);
            return (Function1<PartitionedFile, Iterator<InternalRow>>) make.invoke(null, copy(lambda, owner, captured));
        } catch (ReflectiveOperationException otherDelta) {
            throw new IllegalStateException("Delta's function cannot be made anew", otherDelta);
        }
    }

    private static SerializedLambda copy(SerializedLambda lambda, Class<?> owner, Object[] captured) {
        return new SerializedLambda(
                owner,
                lambda.getFunctionalInterfaceClass(),
                lambda.getFunctionalInterfaceMethodName(),
                lambda.getFunctionalInterfaceMethodSignature(),
                lambda.getImplMethodKind(),
                lambda.getImplClass(),
                lambda.getImplMethodName(),
                lambda.getImplMethodSignature(),
                lambda.getInstantiatedMethodType(),
                captured);
    }

    /** Whether the file has a deletion vector. Without one, no row is marked ({@code KeepAllRowsFilter}). */
    public static boolean hasVector(PartitionedFile file) {
        return VECTOR_KEYS.stream()
                .anyMatch(key -> file.otherConstantMetadataColumnValues().contains(key));
    }
}
