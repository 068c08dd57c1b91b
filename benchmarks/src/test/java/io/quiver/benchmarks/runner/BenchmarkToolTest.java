/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the tests of the benchmark tool's Python part, which need Python only. */
class BenchmarkToolTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void pythonTestsPass() throws Exception {
        assumeTrue(hasPython(), "no python3");
        Path output = Files.createTempFile("benchmark-tool", ".txt");
        int status = run(output, "python3", "-B", "-m", "unittest", "discover", "-s", "bin/test");
        assertThat(status).as(Files.readString(output)).isZero();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return run(Files.createTempFile("python", ".txt"), "python3", "--version") == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static int run(Path output, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }
}
