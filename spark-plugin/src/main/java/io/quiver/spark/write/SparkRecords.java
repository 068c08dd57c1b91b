/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import io.quiver.exec.scan.parquet.NestedShape;
import io.quiver.exec.sink.parquet.HostRecords;
import io.quiver.exec.sink.parquet.NestedParts;
import io.quiver.exec.vector.Batch;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.SparkTypes;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.UserDefinedType;
import org.jspecify.annotations.Nullable;

/**
 * Writes with Spark's own code the columns that Quiver does not write: ParquetWriteSupport over rows of these columns alone. It
 * also writes dates and timestamps if old ones must be rebased or refused, and the nested columns that contain them.
 */
final class SparkRecords implements HostRecords {
    private static final String CORRECTED = "CORRECTED";

    private final Configuration conf;
    private final StructType schema;
    private final int[] columns;
    private final NestedFields nested;
    private final boolean keepsDates;
    private final boolean keepsTimestamps;
    private int[] fields = {};
    private @Nullable ParquetWriteSupport support;
    private RowsOfColumns rows = new RowsOfColumns(new int[0], new DataType[0]);

    SparkRecords(Configuration conf, StructType schema, int[] columns) {
        this.conf = conf;
        this.schema = schema;
        this.columns = columns;
        nested = new NestedFields(
                conf.getBoolean(SQLConf.PARQUET_WRITE_LEGACY_FORMAT().key(), false));
        SQLConf session = SQLConf.get();
        keepsDates = isCorrected(session.getConf(SQLConf.PARQUET_REBASE_MODE_IN_WRITE()));
        boolean isInt96 = conf.get(SQLConf.PARQUET_OUTPUT_TIMESTAMP_TYPE().key(), "")
                .equals(SQLConf.ParquetOutputTimestampType$.MODULE$.INT96().toString());
        keepsTimestamps =
                isInt96 ? isCorrected(session.getConf(SQLConf.PARQUET_INT96_REBASE_MODE_IN_WRITE())) : keepsDates;
    }

    private static boolean isCorrected(Object mode) {
        return mode.toString().equals(CORRECTED);
    }

    @Override
    public boolean claims(int field) {
        return claims(schema.fields()[field].dataType());
    }

    private boolean claims(DataType type) {
        if (type instanceof UserDefinedType<?> userDefined) {
            return claims(userDefined.sqlType());
        }
        if (type instanceof ArrayType array) {
            return claims(array.elementType());
        }
        if (type instanceof MapType map) {
            return claims(map.keyType()) || claims(map.valueType());
        }
        if (type instanceof StructType struct) {
            return Arrays.stream(struct.fields()).anyMatch(part -> claims(part.dataType()));
        }
        return switch (SparkTypes.columnType(type).kind()) {
            case DATE -> !keepsDates;
            case TIMESTAMP -> !keepsTimestamps;
            default -> false;
        };
    }

    @Override
    public Optional<NestedShape> shape(MessageType file, int field) {
        return nested.shape(file, file.getType(field).getName(), schema.fields()[field].dataType());
    }

    @Override
    public NestedParts parts() {
        return nested;
    }

    @Override
    public void start(MessageType rest, int[] restFields, RecordConsumer consumer) {
        if (support == null) {
            fields = restFields;
            support = support();
        }
        support.prepareForWrite(consumer);
    }

    private ParquetWriteSupport support() {
        StructField[] left = new StructField[fields.length];
        int[] leftColumns = new int[fields.length];
        DataType[] types = new DataType[fields.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = schema.fields()[fields[i]];
            leftColumns[i] = columns[fields[i]];
            types[i] = left[i].dataType();
        }
        rows = new RowsOfColumns(leftColumns, types);
        Configuration own = new Configuration(conf);
        own.set(ParquetWriteSupport.SPARK_ROW_SCHEMA(), new StructType(left).json());
        ParquetWriteSupport made = new ParquetWriteSupport();
        made.init(own);
        return made;
    }

    @Override
    public void write(Batch batch, int from, int to) {
        if (support == null) {
            throw new IllegalStateException("rows come before their schema");
        }
        BatchRow row = rows.of(batch);
        for (int i = from; i < to; i++) {
            support.write(row.at(i));
        }
    }
}
