/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs Python tests that need a running Spark, in an environment that continuous integration has created before. */
final class PythonTests {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private PythonTests() {}

    /**
     * Runs all tests of a folder, none of which may be skipped; is skipped itself where the environment is not there.
     *
     * @param environment its folder under {@code .quiver}
     * @param maker the command that makes it
     */
    static void pass(String folder, String environment, String maker) throws IOException, InterruptedException {
        Path python = ROOT.resolve(".quiver").resolve(environment).resolve("bin/python");
        assumeTrue(Files.exists(python), "no Python environment; make it with " + maker);
        Path output = Files.createTempFile("python-tests", ".txt");

        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-B", "-m", "unittest", "discover", "-s", folder)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("QUIVER_BUILD", "never");
        int status = builder.start().waitFor();

        String text = Files.readString(output);
        assertThat(status).as(failures(text)).isZero();
        assertThat(text).containsPattern("Ran [1-9]").doesNotContain("skipped");
    }

    /** What unittest says of the tests that failed; without it, all that was printed. */
    private static String failures(String output) {
        int line = output.indexOf("\n======");
        return line < 0 ? output : output.substring(line);
    }
}
