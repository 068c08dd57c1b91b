/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs jobs with Python functions on stock Spark and on Quiver. Needs the Python environment with pandas and pyarrow that {@code
 * bin/quiver prepare --pandas} makes, as in continuous integration.
 */
class PythonFunctionsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void functionsGiveTheSameOnBothEngines() throws Exception {
        Path python = ROOT.resolve(".quiver/suites-venv/bin/python");
        assumeTrue(Files.exists(python), "no Python environment; make it with bin/quiver prepare --pandas");
        Path output = Files.createTempFile("python-functions", ".txt");

        ProcessBuilder builder = new ProcessBuilder(
                        python.toString(), "-B", "-m", "unittest", "discover", "-s", "bin/test/with_pandas")
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("QUIVER_BUILD", "never");
        int status = builder.start().waitFor();

        assertThat(status).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).containsPattern("Ran [1-9]").doesNotContain("skipped");
    }
}
