/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.data;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A table whose parts can be generated independently, one file each, with row groups of {@code rowGroupBytes}. */
public record GeneratedTable(String name, StructType schema, int partCount, Generator generator, long rowGroupBytes) {
    /** Parquet's own default. */
    private static final long ROW_GROUP_BYTES = 128L << 20;

    public GeneratedTable(String name, StructType schema, int partCount, Generator generator) {
        this(name, schema, partCount, generator, ROW_GROUP_BYTES);
    }

    public GeneratedTable withRowGroups(long bytes) {
        return new GeneratedTable(name, schema, partCount, generator, bytes);
    }

    /** Generates the rows of one part, numbered from 1, one after the other; none is kept. */
    @FunctionalInterface
    public interface Generator extends Serializable {
        Iterator<Row> rows(int part, int partCount);
    }

    /** Returns a dataset whose partitions generate their own rows. */
    public Dataset<Row> dataset(SparkSession spark) {
        int parts = partCount;
        Generator rows = generator;
        FlatMapFunction<Long, Row> generate = part -> rows.rows(Math.toIntExact(part) + 1, parts);
        return spark.range(0, parts, 1, parts).as(Encoders.LONG()).flatMap(generate, Encoders.row(schema));
    }
}
