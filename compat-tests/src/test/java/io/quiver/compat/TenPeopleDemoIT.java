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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the first job of a new user through PySpark and the command line: its output is the same on stock Spark and on Quiver.
 * Needs the Python environment of {@code bin/quiver prepare}, as in continuous integration.
 */
class TenPeopleDemoIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void jobOverTenPeoplePrintsTheSameOnBothEngines() throws Exception {
        assumePythonIsReady();

        Path output = Files.createTempFile("ten-people", ".txt");
        int status = run(
                output,
                List.of(
                        "bin/quiver",
                        "compare",
                        "--master",
                        "local[2]",
                        "--conf",
                        "spark.quiver.offload=always",
                        "--conf",
                        "spark.sql.shuffle.partitions=4",
                        "examples/people.py"));

        assertThat(status).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output))
                .contains("equal in all")
                .contains("printSchema")
                .doesNotContain("quiver accelerated 0 of");
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void jobStartsFromAnArchiveOfClasses() throws Exception {
        assumePythonIsReady();

        Path output = Files.createTempFile("ten-people", ".txt");
        int status = run(output, List.of("bin/quiver", "run", "--master", "local[2]", "examples/people.py"));

        assertThat(status).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("adults by first():").doesNotContain("[cds", "[warning]");
        try (Stream<Path> archives = Files.list(ROOT.resolve(".quiver/class-archive"))) {
            assertThat(archives.map(Path::toString)).anyMatch(name -> name.endsWith(".jsa"));
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void plantedDifferencesInRowsFilesAndTablesAreShown(@TempDir Path folder) throws Exception {
        assumePythonIsReady();

        Path output = Files.createTempFile("planted", ".txt");
        String job = "bin/test/with_spark/planted_job.py";
        int status = run(output, List.of("bin/quiver", "compare", "--master", "local[2]", job, folder.toString()));

        String text = Files.readString(output);
        assertThat(status).as(text).isEqualTo(1);
        assertThat(text)
                .containsPattern("planted_job.py:14 collect +equal")
                .containsPattern("planted_job.py:15 collect +DIFFERENT")
                .containsPattern("4 +n +3 +4")
                .containsPattern("written: .*/equal +equal \\(5 rows\\)")
                .containsPattern("written: .*/different +DIFFERENT")
                .containsPattern("written: table planted +DIFFERENT")
                .containsPattern("\\{3, 4\\} +times +0 +1")
                .contains("DIFFERENT in 3 of ");
    }

    private static void assumePythonIsReady() {
        boolean ready = System.getenv("QUIVER_PYTHON") != null || Files.exists(ROOT.resolve(".quiver/venv/bin/python"));
        assumeTrue(ready, "no Python environment; make it with bin/quiver prepare");
    }

    private static int run(Path output, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // This runs inside the build that made the jars.
        builder.environment().put("QUIVER_BUILD", "never");
        return builder.start().waitFor();
    }
}
