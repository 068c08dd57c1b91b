/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.package$;

/** Holds the implementation for the running Spark. */
final class LoadedApi {
    static final SparkApi API = load();

    private LoadedApi() {}

    private static SparkApi load() {
        String version = package$.MODULE$.SPARK_VERSION();
        SparkMinor minor = SparkMinor.of(version)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "Quiver supports Spark %s, this is %s".formatted(SparkMinor.supported(), version)));
        return MinorClasses.load(minor);
    }
}
