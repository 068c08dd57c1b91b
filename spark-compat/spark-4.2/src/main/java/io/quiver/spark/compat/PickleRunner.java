/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import org.apache.spark.sql.execution.python.PythonUDFWithNamedArgumentsRunner;

/** Spark's runner of functions over rows. */
final class PickleRunner {
    private PickleRunner() {}

    /** The settings contain the profiler. */
    static PythonUDFWithNamedArgumentsRunner of(PythonRun run) {
        return new PythonUDFWithNamedArgumentsRunner(
                run.functions(),
                run.evalType(),
                MinorPython.arguments(run),
                run.metrics(),
                run.jobArtifacts(),
                run.session());
    }
}
