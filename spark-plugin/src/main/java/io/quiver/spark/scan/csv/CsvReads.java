/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.scan.text.LineColumns;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.internal.SQLConf;

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
            return refusedOption(options(relation), relation).or(() -> LineColumns.refusal(scan, nested -> false));
        } catch (RuntimeException e) { // an option that Spark will refuse, too
            return Optional.of("options: " + e.getClass().getSimpleName());
        }
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
}
