/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.scan.json.JsonShape;
import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.scan.text.SureTexts;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.compat.Scala;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.json.JSONOptions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Describes the values that leave a type unchanged. Source: {@code JsonInferSchema.inferField} and
 * {@code JsonInferSchema.compatibleType} of Spark 4.1.
 */
final class JsonShapes {
    private final JSONOptions options;
    private final boolean isLegacy;
    private final boolean isDefaultNtz;

    JsonShapes(JSONOptions options) {
        this.options = options;
        isLegacy = SQLConf.get().legacyTimeParserPolicy().toString().equals("LEGACY");
        isDefaultNtz = SQLConf.get().timestampType() instanceof TimestampNTZType;
    }

    JsonShape of(DataType type) {
        if (type instanceof StructType struct) {
            return object(struct);
        }
        if (type instanceof ArrayType array) {
            return JsonShape.array(of(array.elementType()));
        }
        if (type instanceof StringType) {
            return JsonShape.any(!options.prefersDecimal()); // one of a positive exponent is no decimal, and fails
        }
        if (type instanceof TimestampType && hasTimes()) {
            return times(ColumnType.TIMESTAMP, Scala.optional(options.timestampFormatInRead()), true);
        }
        if (type instanceof TimestampNTZType && hasTimes() && isDefaultNtz) {
            return times(ColumnType.TIMESTAMP_NTZ, Scala.optional(options.timestampNTZFormatInRead()), false);
        }
        return options.primitivesAsString() ? JsonShape.nulls() : ofPrimitive(type);
    }

    private JsonShape ofPrimitive(DataType type) {
        if (type instanceof LongType) {
            return JsonShape.integers();
        }
        if (type instanceof DoubleType) {
            return JsonShape.fractions(!options.prefersDecimal());
        }
        if (type instanceof DecimalType decimal && decimal.scale() >= 0) {
            return JsonShape.decimals(decimal.precision(), decimal.scale(), options.prefersDecimal());
        }
        return type instanceof BooleanType ? JsonShape.booleans() : JsonShape.nulls();
    }

    /** Accepts only nulls for an object that has had two fields of one name: only the first of them grows. */
    private JsonShape object(StructType struct) {
        List<byte[]> names = new ArrayList<>();
        List<JsonShape> fields = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (StructField field : struct.fields()) {
            if (!seen.add(field.name())) {
                return JsonShape.nulls();
            }
            byte[] name = field.name().getBytes(StandardCharsets.UTF_8);
            if (new String(name, StandardCharsets.UTF_8).equals(field.name())) { // no half of a surrogate pair
                names.add(name);
                fields.add(of(field.dataType()));
            }
        }
        return JsonShape.object(names, fields);
    }

    /** Whether strings are tried as times, and as nothing else before that. */
    private boolean hasTimes() {
        return options.inferTimestamp() && !options.prefersDecimal() && !isLegacy;
    }

    private JsonShape times(ColumnType type, Optional<String> format, boolean mayNameUtc) {
        return DatetimeFields.hasOneReading(type, format, options.locale())
                ? JsonShape.strings(SureTexts.times(format.flatMap(FixedPattern::of), mayNameUtc, new byte[0]))
                : JsonShape.nulls();
    }
}
