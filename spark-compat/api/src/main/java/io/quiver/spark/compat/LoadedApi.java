/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.package$;

/** Holds the implementation for the running Spark. */
final class LoadedApi {
    static final SparkApi API = MinorClasses.load(runningMinor());

    private LoadedApi() {}

    private static SparkMinor runningMinor() {
        String version = package$.MODULE$.SPARK_VERSION();
        return SparkMinor.of(version)
                .orElseThrow(() -> new UnsupportedOperationException(
                        "Quiver supports Spark %s, this is %s".formatted(SparkMinor.supported(), version)));
    }

    /**
     * Holds the runners of Python workers. Their classes bring in Spark's own runners, so a session without Python functions does
     * not load them.
     */
    static final class Python {
        static final PythonApi API = MinorClasses.loadPython(runningMinor());

        private Python() {}
    }
}
