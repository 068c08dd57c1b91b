/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.scan.text.LineColumns;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JSONOptionsInRead;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** Which scans of JSON files our reader takes: those whose options and types it knows how Spark reads. */
public final class JsonReads {
    private JsonReads() {}

    public static boolean isJson(FileSourceScanExec scan) {
        return scan.relation().fileFormat().getClass() == JsonFileFormat.class;
    }

    /** Why no line of the scan is read by us; empty where lines may be. */
    public static Optional<String> refusal(FileSourceScanExec scan) {
        if (!QuiverConf.jsonEnabled()) {
            return Optional.of(QuiverConf.JSON_ENABLED.key() + "=false");
        }
        try {
            return refusedOption(options(scan.relation())).or(() -> LineColumns.refusal(scan, JsonReads::isNestedRead));
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
     * Which option makes lines that are not known to us. Options that let Jackson take more than the grammar do not matter: our readers
     * take the grammar alone.
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
        for (String limit : new String[] {"maxNestingDepth", "maxNumLen", "maxStringLen"}) {
            if (options.parameters().contains(limit)) {
                return Optional.of(limit);
            }
        }
        return Optional.empty();
    }

    /** Whether the type is of arrays, structs, and maps with texts as keys, all of them with parts that may be null. */
    private static boolean isNestedRead(DataType type) {
        return NestedLayout.isOfParts(type) && hasKnownParts(type);
    }

    private static boolean hasKnownParts(DataType type) {
        if (type instanceof ArrayType array) {
            return array.containsNull() && hasKnownParts(array.elementType());
        }
        if (type instanceof MapType map) {
            return map.valueContainsNull()
                    && SparkTypes.columnType(map.keyType()).kind() == ColumnType.Kind.STRING
                    && hasKnownParts(map.valueType());
        }
        return type instanceof StructType struct
                ? Arrays.stream(struct.fields()).allMatch(field -> field.nullable() && hasKnownParts(field.dataType()))
                : LineColumns.isFlat(type);
    }
}
