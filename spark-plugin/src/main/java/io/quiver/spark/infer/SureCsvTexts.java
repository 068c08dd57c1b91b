/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.kernel.FixedPattern;
import io.quiver.exec.scan.text.DatetimeFields;
import io.quiver.exec.scan.text.SureTexts;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.csv.CsvReads;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import scala.Option;

/** Describes the texts that certainly leave a column's type unchanged. Source: {@code CSVInferSchema.inferField} of Spark 4.1. */
final class SureCsvTexts {
    private final CSVOptions options;
    private final byte[] nullText;
    private final boolean isLegacy;

    SureCsvTexts(CSVOptions options) {
        this.options = options;
        nullText = CsvReads.nullText(options);
        isLegacy = SQLConf.get().legacyTimeParserPolicy().toString().equals("LEGACY");
    }

    SureTexts of(DataType type) {
        if (type instanceof StringType) {
            return SureTexts.any();
        }
        if (type instanceof IntegerType) {
            return SureTexts.integers(Integer.SIZE, nullText);
        }
        if (type instanceof LongType) {
            return SureTexts.integers(Long.SIZE, nullText);
        }
        if (type instanceof DoubleType) {
            return SureTexts.fractions(nullText);
        }
        if (type instanceof BooleanType) {
            return SureTexts.booleans(nullText);
        }
        if (type instanceof DecimalType decimal
                && decimal.scale() == 0
                && options.locale().equals(Locale.US)) {
            return SureTexts.digits(decimal.precision(), nullText);
        }
        if (type instanceof DateType && hasOneReading(ColumnType.DATE, options.dateFormatInRead())) {
            return pattern(options.dateFormatInRead())
                    .map(pattern -> SureTexts.dates(pattern, nullText))
                    .orElseGet(() -> SureTexts.none(nullText));
        }
        if (type instanceof TimestampType && hasOneReading(ColumnType.TIMESTAMP, options.timestampFormatInRead())) {
            return SureTexts.times(pattern(options.timestampFormatInRead()), true, nullText);
        }
        if (type instanceof TimestampNTZType
                && hasOneReading(ColumnType.TIMESTAMP_NTZ, options.timestampNTZFormatInRead())) {
            return SureTexts.times(pattern(options.timestampNTZFormatInRead()), false, nullText);
        }
        return SureTexts.none(nullText);
    }

    private boolean hasOneReading(ColumnType type, Option<String> format) {
        return !isLegacy && DatetimeFields.hasOneReading(type, Scala.optional(format), options.locale());
    }

    private static Optional<FixedPattern> pattern(Option<String> format) {
        return Scala.optional(format).flatMap(FixedPattern::of);
    }
}
