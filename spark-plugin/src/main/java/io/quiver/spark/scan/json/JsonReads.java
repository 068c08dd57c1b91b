/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import io.quiver.spark.column.text.JsonFields;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.scan.text.LineColumns;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JSONOptionsInRead;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.immutable.Map;

/** Decides which scans of JSON files Quiver's reader takes: those with options and types that it reads exactly as Spark does. */
public final class JsonReads {
    /** Limits, and what Spark 4.3 makes of an array that stands for a record. */
    private static final List<String> LEFT_TO_SPARK =
            List.of("maxNestingDepth", "maxNumLen", "maxStringLen", "explodeEmbeddedArray");

    private JsonReads() {}

    public static boolean isJson(FileSourceScanExec scan) {
        return scan.relation().fileFormat().getClass() == JsonFileFormat.class;
    }

    /** Why Quiver reads no line of the scan; empty if it may. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        if (!QuiverConf.jsonEnabled()) {
            return Optional.of(QuiverConf.JSON_ENABLED.key() + "=false");
        }
        try {
            return refusedOption(options(scan.relation())).or(() -> LineColumns.refusal(scan, JsonFields::areNested));
        } catch (RuntimeException e) { // an option that Spark will refuse, too
            return Optional.of("options: " + e.getClass().getSimpleName());
        }
    }

    /** As {@code JsonFileFormat.getJsonOptions} of Spark 4.1. */
    static JSONOptions options(HadoopFsRelation relation) {
        return options((SparkSession) relation.sparkSession(), relation.options());
    }

    /** As {@code JsonFileFormat.getJsonOptions} of Spark 4.1. */
    public static JSONOptions options(SparkSession session, Map<String, String> options) {
        SQLConf conf = session.sessionState().conf();
        return new JSONOptionsInRead(options, conf.sessionLocalTimeZone(), conf.columnNameOfCorruptRecord());
    }

    /**
     * The option that makes lines unsupported. Options that extend Jackson's grammar do not matter, since Quiver's readers accept
     * only the grammar.
     */
    public static Optional<String> refusedOption(JSONOptions options) {
        if (options.multiLine()) {
            return Optional.of("multiLine");
        }
        if (options.encoding().isDefined() && !options.encoding().get().equals("UTF-8")) {
            return Optional.of("encoding");
        }
        if (options.singleVariantColumn().isDefined()) {
            return Optional.of("singleVariantColumn");
        }
        if (options.lineSeparatorInRead().isDefined()
                && options.lineSeparatorInRead().get().length > 1) {
            return Optional.of("lineSep");
        }
        return LEFT_TO_SPARK.stream().filter(options.parameters()::contains).findFirst();
    }
}
