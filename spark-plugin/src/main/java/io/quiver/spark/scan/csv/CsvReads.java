/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import io.quiver.exec.scan.csv.CsvForm;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.scan.text.LineColumns;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.immutable.Map;

/** Decides which scans of CSV files Quiver's reader takes: those with options and types that it reads exactly as Spark does. */
public final class CsvReads {
    private CsvReads() {}

    public static boolean isCsv(FileSourceScanExec scan) {
        return scan.relation().fileFormat().getClass() == CSVFileFormat.class;
    }

    /** Why Quiver reads no line of the scan; empty if it may. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        if (!QuiverConf.csvEnabled()) {
            return Optional.of(QuiverConf.CSV_ENABLED.key() + "=false");
        }
        try {
            HadoopFsRelation relation = scan.relation();
            return refusedOption(options(relation))
                    .or(() -> tooManyColumns(options(relation), relation))
                    .or(() -> LineColumns.refusal(scan, nested -> false));
        } catch (RuntimeException e) { // an option that Spark will refuse, too
            return Optional.of("options: " + e.getClass().getSimpleName());
        }
    }

    /** As {@code CSVFileFormat.getCsvOptions} of Spark 4.1. */
    static CSVOptions options(HadoopFsRelation relation) {
        return options((SparkSession) relation.sparkSession(), relation.options());
    }

    /** As {@code CSVFileFormat.getCsvOptions} of Spark 4.1. */
    public static CSVOptions options(SparkSession session, Map<String, String> options) {
        SQLConf conf = session.sessionState().conf();
        return new CSVOptions(
                options, conf.csvColumnPruning(), conf.sessionLocalTimeZone(), conf.columnNameOfCorruptRecord());
    }

    /** The option that makes lines unsupported. */
    public static Optional<String> refusedOption(CSVOptions options) {
        if (options.multiLine()) {
            return Optional.of("multiLine");
        }
        if (!options.charset().equals("UTF-8")) {
            return Optional.of("encoding");
        }
        if (options.lineSeparator().isDefined()) {
            return Optional.of("lineSep");
        }
        if (options.parameters().contains("singleVariantColumn")) {
            return Optional.of("singleVariantColumn");
        }
        if (options.nullValue() == null
                || options.nanValue() == null
                || options.positiveInf() == null
                || options.negativeInf() == null
                || options.emptyValueInRead() == null) {
            return Optional.of("an option is null");
        }
        return areSingle(options) ? Optional.empty() : Optional.of("sep, quote, escape or comment");
    }

    /** Univocity may then fail on any line, however few fields it has. */
    private static Optional<String> tooManyColumns(CSVOptions options, HadoopFsRelation relation) {
        return options.maxColumns() < relation.dataSchema().length() ? Optional.of("maxColumns") : Optional.empty();
    }

    /**
     * The form of lines.
     *
     * @param emptyQuotesAreNull whether a pair of quotes with nothing between them stands for null
     * @param needsAllColumns whether a line of more or fewer fields than {@code columns} is malformed
     */
    public static CsvForm form(CSVOptions options, boolean emptyQuotesAreNull, int columns, boolean needsAllColumns) {
        char quote = options.quote();
        boolean isDefault = options.charToEscapeQuoteEscaping().isEmpty()
                && options.unescapedQuoteHandling().toString().equals("STOP_AT_DELIMITER");
        return new CsvForm(
                (byte) options.delimiter().charAt(0),
                (byte) quote,
                (byte) (options.escape() == 0 ? quote : options.escape()),
                options.isCommentSet() ? options.comment() : CsvForm.NO_COMMENT,
                options.ignoreLeadingWhiteSpaceInRead(),
                options.ignoreTrailingWhiteSpaceInRead(),
                nullText(options),
                emptyQuotesAreNull,
                isDefault,
                columns,
                needsAllColumns,
                options.maxColumns(),
                options.maxCharsPerColumn() < 0 ? Integer.MAX_VALUE : options.maxCharsPerColumn());
    }

    public static byte[] nullText(CSVOptions options) {
        return options.nullValue().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the characters that separate and quote fields are ASCII and do not interfere with each other. */
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
