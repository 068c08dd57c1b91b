/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.exec.sink.parquet.SinkSettings;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.WriteFilesExec;
import org.apache.spark.sql.execution.datasources.WriteFilesSpec;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.apache.spark.sql.types.VariantType;

/** Decides which writes of files Quiver takes. */
public final class ParquetWrites {
    private ParquetWrites() {}

    /** Why Spark's own writer must write the files; empty if Quiver's can. */
    public static Optional<Verdict.Unsupported> refusal(WriteFilesExec write) {
        if (write.fileFormat().getClass() != ParquetFileFormat.class) {
            return no(Reason.OPERATOR_FORM, "format " + write.fileFormat());
        }
        if (!QuiverConf.parquetWriterEnabled()) {
            return no(Reason.DISABLED, QuiverConf.PARQUET_WRITER_ENABLED.key() + "=false");
        }
        boolean hasFolders = !write.partitionColumns().isEmpty();
        if ((hasFolders || write.bucketSpec().isDefined()) && write.conf().maxConcurrentOutputFileWriters() > 0) {
            return no(Reason.OPERATOR_FORM, "spark.sql.maxConcurrentOutputFileWriters");
        }
        for (Attribute column : Scala.<Attribute>list(write.partitionColumns())) {
            if (column.dataType() instanceof FloatType || column.dataType() instanceof DoubleType) {
                return no(Reason.TYPE, "floating numbers in partition column " + column.name());
            }
        }
        for (Attribute column : Scala.<Attribute>list(write.child().output())) {
            if (hasVariant(column.dataType()) || !SparkTypes.isCarried(column.dataType())) {
                return no(
                        Reason.TYPE,
                        "%s in column %s".formatted(column.dataType().catalogString(), column.name()));
            }
        }
        SparkSession session = write.session();
        return SinkSettings.unknownKey(session.sessionState().newHadoopConfWithOptions(write.options()))
                .map(key -> new Verdict.Unsupported(Reason.OPERATOR_FORM, key));
    }

    /** Spark's writer may shred variants into columns, and looks at their values first. */
    private static boolean hasVariant(DataType type) {
        if (type instanceof StructType struct) {
            for (var field : struct.fields()) {
                if (hasVariant(field.dataType())) {
                    return true;
                }
            }
            return false;
        }
        if (type instanceof ArrayType array) {
            return hasVariant(array.elementType());
        }
        if (type instanceof MapType map) {
            return hasVariant(map.keyType()) || hasVariant(map.valueType());
        }
        if (type instanceof UserDefinedType<?> userDefined) {
            return hasVariant(userDefined.sqlType());
        }
        return type instanceof VariantType;
    }

    private static Optional<Verdict.Unsupported> no(Reason reason, String detail) {
        return Optional.of(new Verdict.Unsupported(reason, detail));
    }

    /** Whether the job's setup allows the files to be written; its conf is known only then. */
    static boolean covers(WriteFilesSpec spec) {
        return SinkSettings.unknownKey(
                        spec.description().serializableHadoopConf().value())
                .isEmpty();
    }
}
