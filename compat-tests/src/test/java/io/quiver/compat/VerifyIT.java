/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Verification finds a kernel with a bug, in a PySpark job with a copy of the jar that users add. The bug is planted in the
 * copy's class file, so that the product has no switch for wrong results.
 */
class VerifyIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String CIVIL_DATE = "io/quiver/exec/kernel/CivilDate";

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aBugInAKernelIsFoundInAPySparkJob() throws Exception {
        Path python = python();
        Path output = folder.resolve("output.txt");

        ProcessBuilder job = new ProcessBuilder(
                        python.resolveSibling("spark-submit").toString(),
                        "--master",
                        "local[2]",
                        "--jars",
                        jarWithBug().toString(),
                        "--conf",
                        "spark.plugins=io.quiver.spark.QuiverPlugin",
                        "--conf",
                        "spark.ui.enabled=false",
                        Path.of("src/test/resources/verify/years.py")
                                .toAbsolutePath()
                                .toString(),
                        folder.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // spark-submit asks the first python3 of the path where Spark is
        job.environment().merge("PATH", python.getParent().toString(), (path, own) -> own + File.pathSeparator + path);
        int status = job.start().waitFor();

        String text = Files.readString(output);
        assertThat(status).as(text).isZero();
        assertThat(text)
                .contains("off, warn: []", "all, warn: []", "all, stock: [365]", "all, fail: True")
                .contains("Quiver and stock Spark differ over the same input (spark.quiver.verify)")
                .containsPattern("input 0, 1 rows \\(day DATE\\):\n  \\[1999-")
                .contains("HashAggregate");
    }

    private static Path python() {
        String own = System.getenv("QUIVER_PYTHON");
        Path python = own != null ? Path.of(own) : ROOT.resolve(".quiver/venv/bin/python");
        assumeTrue(Files.exists(python), "no Python environment; make it with bin/quiver prepare");
        return python;
    }

    /** The year 1999 becomes 1998. */
    private Path jarWithBug() throws IOException {
        String source = Files.readString(ROOT.resolve("native-exec/src/main/java/" + CIVIL_DATE + ".java"));
        String wrong = source.replace(
                "return (int) (fields >> 9);", "return Math.toIntExact(fields >> 9 == 1999 ? 1998 : fields >> 9);");
        assertThat(wrong).isNotEqualTo(source);
        Path sources = Files.createDirectories(folder.resolve("source"));
        Path file = Files.writeString(sources.resolve("CivilDate.java"), wrong);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", sources.toString(), "--release", "17", file.toString());
        assertThat(compiled).isZero();

        Path jar = folder.resolve("quiver-with-a-bug.jar");
        Files.copy(jar(), jar);
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Path planted = inside.getPath(CIVIL_DATE + ".class");
            assertThat(planted).exists();
            Files.copy(sources.resolve(CIVIL_DATE + ".class"), planted, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("spark-plugin/target"))) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("quiver-spark-.*\\.jar"))
                    .filter(file -> !file.getFileName().toString().matches(".*-(sources|tests|javadoc)\\.jar"))
                    .toList();
            assertThat(jars)
                    .as("the jar that users add, in spark-plugin/target")
                    .hasSize(1);
            return jars.get(0);
        }
    }
}
