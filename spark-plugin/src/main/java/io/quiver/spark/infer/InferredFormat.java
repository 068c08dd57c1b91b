/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.apache.spark.sql.execution.datasources.v2.csv.CSVDataSourceV2;
import org.apache.spark.sql.execution.datasources.v2.json.JsonDataSourceV2;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.util.Utils;

/** The formats whose schemas Quiver infers. */
enum InferredFormat {
    CSV("csv", InferringCsv.class, CSVFileFormat::new, Set.of(CSVFileFormat.class, CSVDataSourceV2.class)),
    JSON("json", InferringJson.class, JsonFileFormat::new, Set.of(JsonFileFormat.class, JsonDataSourceV2.class));

    private final String shortName;
    private final Class<? extends FileFormat> inferring;
    private final Supplier<FileFormat> stock;
    private final Set<Class<?>> providers;

    InferredFormat(
            String shortName,
            Class<? extends FileFormat> inferring,
            Supplier<FileFormat> stock,
            Set<Class<?>> providers) {
        this.shortName = shortName;
        this.inferring = inferring;
        this.stock = stock;
        this.providers = providers;
    }

    /** Finds a format by name, if it is one of Spark's own and is read by version 1 of its sources. */
    static Optional<InferredFormat> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (InferredFormat format : values()) {
            if (lower.contains(format.shortName) && format.isFirstVersion() && format.isProvider(name)) {
                return format.isSeenBySpark() ? Optional.of(format) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** As {@code DataSource.lookupDataSourceV2} of Spark 4.1. */
    private boolean isFirstVersion() {
        String sources = String.valueOf(SQLConf.get().getConf(SQLConf.USE_V1_SOURCE_LIST()));
        return Arrays.stream(sources.toLowerCase(Locale.ROOT).split(","))
                .anyMatch(source -> source.trim().equals(shortName));
    }

    private boolean isProvider(String name) {
        try {
            return providers.contains(DataSource.lookupDataSource(name, SQLConf.get()));
        } catch (RuntimeException | LinkageError e) { // no name of a format: Spark says so
            return false;
        }
    }

    /** Whether Spark can load Quiver's class by name, as it loads formats. */
    private boolean isSeenBySpark() {
        try {
            return Utils.getContextOrSparkClassLoader().loadClass(inferring.getName()) == inferring;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    Class<? extends FileFormat> inferring() {
        return inferring;
    }

    /** Spark's own format. */
    FileFormat stock() {
        return stock.get();
    }
}
