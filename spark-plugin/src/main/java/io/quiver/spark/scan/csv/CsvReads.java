/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;

/** Which scans of CSV files our reader takes: those whose options and types it knows how Spark reads. */
public final class CsvReads {
    private CsvReads() {}

    public static boolean isCsv(FileSourceScanExec scan) {
        return scan.relation().fileFormat().getClass() == CSVFileFormat.class;
    }

    /** Why no line of the scan is read by us; empty where lines may be. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        if (!QuiverConf.csvEnabled()) {
            return Optional.of(QuiverConf.CSV_ENABLED.key() + "=false");
        }
        try {
            HadoopFsRelation relation = scan.relation();
            return scan.fileConstantMetadataColumns().isEmpty()
                    ? refusal(relation, scan.requiredSchema())
                    : Optional.of("metadata columns");
        } catch (RuntimeException e) { // an option that Spark will refuse, too
            return Optional.of("options: " + e.getClass().getSimpleName());
        }
    }

    private static Optional<String> refusal(HadoopFsRelation relation, StructType requiredSchema) {
        CSVOptions options = options(relation);
        Optional<String> unknown = refusedOption(options, relation);
        if (unknown.isPresent()) {
            return unknown;
        }
        for (StructField field : relation.dataSchema().fields()) {
            if (field.metadata().contains("EXISTS_DEFAULT")) {
                return Optional.of("default of column " + field.name());
            }
        }
        for (StructField field : requiredSchema.fields()) {
            if (isOfSparkAlone(field.dataType()) || !field.nullable()) {
                return Optional.of("column %s: %s%s"
                        .formatted(
                                field.name(), field.dataType().catalogString(), field.nullable() ? "" : " not null"));
            }
        }
        return Scala.list(relation.partitionSchema()).stream()
                .map(StructField::dataType)
                .filter(type -> isOfSparkAlone(type))
                .findFirst()
                .map(type -> "partitions by " + type.catalogString());
    }

    /** As {@code CSVFileFormat.getCsvOptions} of Spark 4.1. */
    static CSVOptions options(HadoopFsRelation relation) {
        SQLConf conf = ((SparkSession) relation.sparkSession()).sessionState().conf();
        return new CSVOptions(
                relation.options(),
                conf.csvColumnPruning(),
                conf.sessionLocalTimeZone(),
                conf.columnNameOfCorruptRecord());
    }

    private static Optional<String> refusedOption(CSVOptions options, HadoopFsRelation relation) {
        if (options.multiLine()) {
            return Optional.of("multiLine");
        }
        if (!options.charset().equals("UTF-8")) {
            return Optional.of("encoding");
        }
        if (options.lineSeparator().isDefined()) {
            return Optional.of("lineSep");
        }
        if (isSet(relation, "singleVariantColumn")) {
            return Optional.of("singleVariantColumn");
        }
        if (options.nullValue() == null
                || options.nanValue() == null
                || options.positiveInf() == null
                || options.negativeInf() == null
                || options.emptyValueInRead() == null) {
            return Optional.of("an option is null");
        }
        if (options.maxColumns() < relation.dataSchema().length()) {
            // univocity may fail on any line then, however few fields it has
            return Optional.of("maxColumns");
        }
        return areSingle(options) ? Optional.empty() : Optional.of("sep, quote, escape or comment");
    }

    private static boolean isSet(HadoopFsRelation relation, String option) {
        for (String name : Scala.list(relation.options().keySet().toSeq())) {
            if (name.equalsIgnoreCase(option)) {
                return true;
            }
        }
        return false;
    }

    /** Whether what gives lines their form are ASCII characters that do not get in each other's way. */
    private static boolean areSingle(CSVOptions options) {
        String separator = options.delimiter();
        if (separator.length() != 1) {
            return false;
        }
        char sep = separator.charAt(0);
        boolean isTrimmed = options.ignoreLeadingWhiteSpaceInRead() || options.ignoreTrailingWhiteSpaceInRead();
        return sep > (isTrimmed ? ' ' : 0)
                && sep < 128
                && sep != '\n'
                && sep != '\r'
                && sep != options.quote()
                && options.quote() < 128
                && options.escape() < 128
                && options.comment() < 128
                && options.quote() != '\n'
                && options.quote() != '\r';
    }

    private static boolean isOfSparkAlone(DataType type) {
        return type instanceof UserDefinedType
                || switch (SparkTypes.columnType(type).kind()) {
                    case NULL, OPAQUE -> true;
                    default -> false;
                };
    }
}
