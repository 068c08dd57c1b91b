/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.spark.TestSession;
import io.quiver.spark.compat.Scala;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.csv.CSVFileFormat;
import org.apache.spark.sql.execution.datasources.json.JsonFileFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random files that are read without a schema get the schema that Spark infers, and return the same rows, or fail as on Spark.
 *
 * <p>{@code -Dcsv.schema.seed=7 -Dcsv.schema.cases=20000} runs twenty thousand CSV files of that seed;
 * {@code -Dcsv.schema.case=123} runs one alone.
 */
public abstract class InferenceFuzz {
    /** Files of one folder, and how they are to be read. */
    public record InferenceCase(Map<String, String> options, List<byte[]> files) {}

    private static final List<String> ZONES = List.of("America/Los_Angeles", "UTC", "Europe/Berlin", "+05:30");
    private static final List<String> POLICIES = List.of("EXCEPTION", "EXCEPTION", "CORRECTED", "LEGACY");

    @TempDir
    static Path sessionFolder;

    private static SparkSession spark;

    @TempDir
    Path folder;

    private final String format;
    private final long seed;
    private final int cases;
    private final int onlyCase;
    private final List<String> problems = new ArrayList<>();
    private int failing;

    protected InferenceFuzz(String format) {
        this.format = format;
        seed = Long.getLong(format + ".schema.seed", 23);
        cases = Integer.getInteger(format + ".schema.cases", 150);
        onlyCase = Integer.getInteger(format + ".schema.case", -1);
    }

    /** The files of a seed. */
    protected abstract InferenceCase files(long seed, Random random);

    @BeforeAll
    static void start() {
        // one task after the other: types of partitions are merged in the order in which these end
        spark = TestSession.start(
                sessionFolder, Map.of("spark.master", "local[1]", "spark.sql.files.openCostInBytes", "0"));
        spark.sparkContext().setLogLevel("OFF");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void schemasAreThoseOfSpark() throws IOException {
        long before = Inference.countByQuiver();
        for (int number = 0; number < cases && problems.size() < 20; number++) {
            if (onlyCase < 0 || onlyCase == number) {
                compare(number);
            }
        }
        long byQuiver = Inference.countByQuiver() - before;
        System.out.printf(
                "%s: %d schemas, %d of them ours, %d fail, %d differ%n",
                format, cases, byQuiver, failing, problems.size());
        assertThat(problems).isEmpty();
        if (onlyCase < 0) {
            assertThat(byQuiver).as("schemas of ours").isGreaterThan(cases / 3);
        }
    }

    private void compare(int number) throws IOException {
        Random random = new Random(seed * 7_000_003 + number);
        InferenceCase files = files(seed * 1_000_003 + number, random);
        set("spark.sql.session.timeZone", ZONES.get(random.nextInt(ZONES.size())));
        set("spark.sql.legacy.timeParserPolicy", POLICIES.get(random.nextInt(POLICIES.size())));
        set("spark.sql.timestampType", random.nextInt(4) == 0 ? "TIMESTAMP_NTZ" : "TIMESTAMP_LTZ");
        set("spark.sql.caseSensitive", Boolean.toString(random.nextInt(4) == 0));
        set(
                "spark.sql.files.maxPartitionBytes",
                random.nextInt(2) == 0 ? "128m" : Integer.toString(100 + random.nextInt(1000)));
        Path place = Files.createDirectory(folder.resolve("f" + number));
        for (int file = 0; file < files.files().size(); file++) {
            Files.write(
                    place.resolve("part" + file + "." + format), files.files().get(file));
        }
        boolean withRows = random.nextInt(6) == 0;
        String expected = outcome(place, files, false, withRows);
        String found = outcome(place, files, true, withRows);
        // Of two failed tasks either may be heard of first (TaskResultGetter, 4.1): its threads do not keep their
        // order.
        for (int again = 0; again < 5 && !found.equals(expected) && fails(found) && fails(expected); again++) {
            expected = outcome(place, files, false, withRows);
            found = outcome(place, files, true, withRows);
        }
        failing += fails(expected) ? 1 : 0;
        if (!found.equals(expected)) {
            problems.add("-D%s.schema.seed=%d -D%s.schema.case=%d options %s%nstock:  %s%nquiver: %s"
                    .formatted(format, seed, format, number, files.options(), expected, found));
        }
    }

    private static boolean fails(String outcome) {
        return outcome.startsWith("fails");
    }

    private static void set(String key, String value) {
        spark.conf().set(key, value);
    }

    private String schema(Path place, InferenceCase files, boolean isOurs) throws IOException {
        List<FileStatus> statuses = new ArrayList<>();
        for (int file = 0; file < files.files().size(); file++) {
            org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(
                    place.resolve("part" + file + "." + format).toUri());
            statuses.add(path.getFileSystem(spark.sparkContext().hadoopConfiguration())
                    .getFileStatus(path));
        }
        FileFormat reader =
                switch (format) {
                    case "csv" -> isOurs ? new InferringCsv() : new CSVFileFormat();
                    default -> isOurs ? new InferringJson() : new JsonFileFormat();
                };
        return String.valueOf(reader.inferSchema(spark, Scala.map(files.options()), Scala.seq(statuses)));
    }

    private String outcome(Path place, InferenceCase files, boolean isOurs, boolean withRows) {
        set("spark.quiver.inferSchema.enabled", Boolean.toString(isOurs));
        try {
            if (!withRows) { // names that are there twice are refused later
                return schema(place, files, isOurs);
            }
            Dataset<Row> data =
                    spark.read().options(files.options()).format(format).load(place.toString());
            return data.schema().json() + data.collectAsList();
        } catch (Throwable thrown) { // Scala throws checked ones undeclared
            StringBuilder chain = new StringBuilder("fails");
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                String text = String.valueOf(cause).lines().findFirst().orElse("");
                chain.append('\n')
                        .append(text.replaceAll("\\d+", "#")
                                .replaceAll("@[0-9a-f#]+", "@")
                                // without its message once the JIT compiler makes the exception
                                .replaceAll("(ArrayIndexOutOfBoundsException).*", "$1"));
            }
            return chain.toString();
        }
    }
}
