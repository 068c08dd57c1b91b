/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.sink.parquet.encode.ColumnChunks;
import java.util.Optional;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nested fields are written from columns, for Spark's schemas of files. */
final class NestedFieldsTest {
    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().build();

    private static MessageType file(StructType schema, boolean isLegacy) {
        SQLConf conf = new SQLConf();
        conf.setConfString("spark.sql.parquet.writeLegacyFormat", Boolean.toString(isLegacy));
        return new SparkToParquetSchemaConverter(conf).convert(schema);
    }

    private static Optional<NestedShape> shape(StructType schema, MessageType file, boolean isLegacy) {
        return new NestedFields(isLegacy)
                .shape(file, schema.fields()[0].name(), schema.fields()[0].dataType())
                .filter(shape -> shape.leaves().stream()
                        .allMatch(leaf -> ColumnChunks.covers(leaf.type(), leaf.descriptor(), PROPERTIES)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a ARRAY<INT>",
                "m MAP<STRING, ARRAY<STRUCT<x: BINARY, y: BOOLEAN NOT NULL>>>",
                "s STRUCT<t: TIMESTAMP, n: TIMESTAMP_NTZ, d: DATE, b: TINYINT, h: SMALLINT, l: BIGINT, f: FLOAT, g: DOUBLE>",
                "s STRUCT<x: STRUCT<y: STRUCT<z: ARRAY<ARRAY<ARRAY<STRING>>>>> NOT NULL> NOT NULL"
            })
    void allPartsAreColumnsOfTheFile(String ddl) {
        StructType schema = StructType.fromDDL(ddl);
        for (boolean isLegacy : new boolean[] {false, true}) {
            MessageType file = file(schema, isLegacy);
            assertThat(shape(schema, file, isLegacy).orElseThrow().leaves())
                    .extracting(NestedShape.Leaf::descriptor)
                    .containsExactlyElementsOf(file.getColumns());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s STRUCT<d: DECIMAL(9, 2), e: ARRAY<DECIMAL(18, 0)>, w: DECIMAL(38, 10)>"})
    void oldDecimalsAreSparks(String ddl) {
        StructType schema = StructType.fromDDL(ddl);
        assertThat(shape(schema, file(schema, false), false)).isPresent();
        assertThat(shape(schema, file(schema, true), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s STRUCT<x: INT, i: INTERVAL DAY TO SECOND>",
                "a ARRAY<STRING COLLATE UNICODE_CI>",
                "m MAP<INT, INTERVAL YEAR>"
            })
    void whatHasNoKernelIsSparks(String ddl) {
        StructType schema = StructType.fromDDL(ddl);
        assertThat(shape(schema, file(schema, false), false)).isEmpty();
    }
}
