/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.text;

import io.quiver.exec.scan.json.JsonDocuments;
import io.quiver.exec.scan.json.JsonField;
import io.quiver.exec.scan.json.JsonValues;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.catalyst.json.JacksonParser;
import org.apache.spark.sql.catalyst.util.FailFastMode$;
import org.apache.spark.sql.catalyst.util.PermissiveMode$;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Decides which uses of {@code from_json} Quiver's JSON reader takes, and what they read. Source: {@code JsonToStructsEvaluator}
 * of Spark 4.1.3.
 */
public final class JsonParses {
    /** Options that extend Jackson's grammar, that set how strings become dates and times, or that do not affect values. */
    private static final Set<String> KNOWN_OPTIONS = Set.of(
            "mode",
            "columnnameofcorruptrecord",
            "locale",
            "timezone",
            "dateformat",
            "timestampformat",
            "timestampntzformat",
            "enabledatetimeparsingfallback",
            "allowcomments",
            "allowunquotedfieldnames",
            "allowsinglequotes",
            "allownumericleadingzeros",
            "allownonnumericnumbers",
            "allowbackslashescapinganycharacter",
            "allowunquotedcontrolchars",
            "primitivesasstring",
            "prefersdecimal",
            "dropfieldifallnull",
            "infertimestamp",
            "samplingratio");

    private JsonParses() {}

    /** Whether Quiver reads texts that follow the grammar. */
    public static boolean isOurs(JsonToStructs json) {
        if (json.child().dataType() != DataTypes.StringType || json.timeZoneId().isEmpty()) {
            return false;
        }
        return areAmong(KNOWN_OPTIONS, json.options())
                && JsonFields.areNested(json.dataType())
                && arePlain(json.dataType())
                && hasKnownMode(json);
    }

    /** Whether all options are among these, whose names are in lower case. */
    static boolean areAmong(Set<String> known, scala.collection.immutable.Map<String, String> options) {
        return CollectionConverters.asJava(options).keySet().stream()
                .map(option -> option.toLowerCase(Locale.ROOT))
                .allMatch(known::contains);
    }

    private static boolean hasKnownMode(JsonToStructs json) {
        try {
            JSONOptions options = options(json);
            return (options.parseMode() == PermissiveMode$.MODULE$ || options.parseMode() == FailFastMode$.MODULE$)
                    && isCorruptRecordText(json.dataType(), options.columnNameOfCorruptRecord());
        } catch (RuntimeException refused) { // Spark's code will say so
            return false;
        }
    }

    private static boolean isCorruptRecordText(DataType type, String name) {
        if (!(type instanceof StructType struct)) {
            return !name.equals("value"); // the field that JsonExpressionEvalUtils puts around it
        }
        return Arrays.stream(struct.fields())
                .filter(field -> field.name().equals(name))
                .allMatch(field -> field.dataType() == DataTypes.StringType);
    }

    /** Whether structs have each name once, and no default for missing fields. */
    private static boolean arePlain(DataType type) {
        if (type instanceof ArrayType array) {
            return arePlain(array.elementType());
        }
        if (type instanceof MapType map) {
            return arePlain(map.valueType());
        }
        if (!(type instanceof StructType struct)) {
            return true;
        }
        Set<String> names = new TreeSet<>(List.of(struct.fieldNames()));
        return names.size() == struct.length()
                && Arrays.stream(struct.fields())
                        .allMatch(field -> !field.metadata().contains("EXISTS_DEFAULT") && arePlain(field.dataType()));
    }

    private static JSONOptions options(JsonToStructs json) {
        return new JSONOptions(
                json.options(), json.timeZoneId().get(), SQLConf.get().columnNameOfCorruptRecord());
    }

    /** Creates a reader of objects as maps of any values. For one thread. */
    public static JsonDocuments readerOfObjects() {
        ColumnType type = SparkTypes.columnType(DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));
        return new JsonDocuments(new JsonField.Map(type, NestedLayout.UNSAFE, JsonField.text(JsonValues.ANY_AS_TEXT)));
    }

    /** Creates a reader of the texts that Spark's parser reads in the same way. For one thread. */
    public static JsonDocuments reader(JsonToStructs json) {
        JSONOptions options = options(json);
        DataType type = json.dataType();
        DataType inText = type instanceof StructType struct
                ? TextColumns.inText(struct, options.columnNameOfCorruptRecord())
                : type;
        JacksonParser parser = new JacksonParser(inText, options, false, Scala.seq(List.of()));
        JsonFields fields = new JsonFields(parser, options, JsonValues.ANY_AS_COPY);
        return new JsonDocuments(
                type instanceof StructType struct
                        ? new JsonField.Struct(
                                SparkTypes.columnType(type), NestedLayout.UNSAFE, fields.outermost(struct))
                        : fields.of(type));
    }
}
