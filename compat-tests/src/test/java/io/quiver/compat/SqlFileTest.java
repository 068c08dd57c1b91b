/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.compat.SqlFile.Expectation;
import io.quiver.compat.SqlFile.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every SQL file under {@code src/test/resources/sql} with Quiver off and on and compares the outcomes of its queries.
 * {@code -Dsql=aggregate/,like} runs the files whose name contains one of the texts.
 */
class SqlFileTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "sql");

    @TestFactory
    Stream<DynamicTest> everyFileGivesTheAnswersOfStockSpark() throws IOException {
        List<String> wanted = List.of(System.getProperty("sql", "").split(","));
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FOLDER)) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(file -> SqlFile.read(FOLDER, file))
                    .filter(file -> wanted.stream().anyMatch(file.name()::contains))
                    .filter(file -> file.minors().hasThis())
                    .forEach(file -> chosen(file)
                            .forEach(conf -> tests.add(
                                    DynamicTest.dynamicTest(title(file, conf), () -> compareFile(file, conf)))));
        }
        assertThat(tests).as("SQL files whose name contains one of %s", wanted).isNotEmpty();
        return tests.stream();
    }

    /**
     * The combinations of settings that a file runs under. {@code -Dsql.combinations} says {@code all}, {@code values} (every value of
     * every setting), {@code ends} (the first and the last) or {@code first}. Without it a run of some files takes all.
     */
    private static List<Map<String, String>> chosen(SqlFile file) {
        String wanted = System.getProperty("sql", "");
        List<Map<String, String>> all = file.combinations();
        return switch (System.getProperty("sql.combinations", wanted.isEmpty() ? "values" : "all")) {
            case "all" -> all;
            case "values" -> file.combinationsWithEveryValue();
            case "ends" -> List.copyOf(new LinkedHashSet<>(List.of(all.get(0), all.get(all.size() - 1))));
            case "first" -> all.subList(0, 1);
            default ->
                throw new IllegalArgumentException("sql.combinations is all, values, ends or first, not "
                        + System.getProperty("sql.combinations"));
        };
    }

    private static String title(SqlFile file, Map<String, String> conf) {
        return conf.isEmpty() ? file.name() : file.name() + " " + conf;
    }

    /** Goes on after a failed query, so that one run shows all that is wrong with a file. */
    private static void compareFile(SqlFile file, Map<String, String> conf) {
        List<String> problems = new ArrayList<>();
        try (SideBySide sides = new SideBySide(conf)) {
            for (Statement statement : file.statements()) {
                if (!statement.minors().hasThis()) {
                    continue;
                }
                try {
                    compare(statement, sides, conf);
                } catch (AssertionError | RuntimeException problem) {
                    problems.add("%s:%d %s%n%s%n"
                            .formatted(file.name(), statement.line(), statement.sql(), problem.getMessage()));
                }
            }
        }
        report(file, conf, problems.size());
        assertThat(problems).as(title(file, conf)).isEmpty();
    }

    /** Adds a line to the file that {@code -Dsql.report} names: {@code bin/quiver verify-spark} counts by it. */
    private static void report(SqlFile file, Map<String, String> conf, int problems) {
        String report = System.getProperty("sql.report");
        if (report == null) {
            return;
        }
        long queries = file.statements().stream()
                .filter(statement -> statement.minors().hasThis() && statement.isQuery())
                .count();
        String line = "%s\t%d\t%d%n".formatted(title(file, conf), queries, problems);
        try {
            Files.writeString(Path.of(report), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + report, e);
        }
    }

    private static void compare(Statement statement, SideBySide sides, Map<String, String> conf) {
        if (!statement.isQuery()) {
            sides.stock().sql(statement.sql());
            sides.quiver().sql(statement.sql());
            return;
        }
        Run stock = run(sides.stock(), statement.sql());
        Run quiver = run(sides.quiver(), statement.sql());
        assertThat(quiver.outcome()).isEqualTo(stock.outcome());
        SideBySide.assertNothingHeld();
        check(statement.expectation(), stock, quiver, conf);
    }

    private static void check(Expectation expectation, Run stock, Run quiver, Map<String, String> conf) {
        if (expectation instanceof Expectation.Fails fails && isUnder(conf, fails.when())) {
            assertThat(stock.outcome()).isInstanceOf(Outcome.Failure.class);
            fails.condition().ifPresent(condition -> assertThat(((Outcome.Failure) stock.outcome()).condition())
                    .contains(condition));
            return;
        }
        assertThat(stock.outcome()).as("a query that fails needs expect_error").isInstanceOf(Outcome.Rows.class);
        if (expectation instanceof Expectation.AnyEngine any && isUnder(conf, any.when())) {
            return;
        }
        PlanReport report = SideBySide.report(quiver.frames().get(0));
        if (expectation instanceof Expectation.Fallback fallback) {
            assertThat(report.accelerated()).as("expect_fallback").isEmpty();
            assertThat(explain(quiver.frames().get(0))).contains(fallback.reason());
            return;
        }
        assertThat(report.isAccelerated())
                .as(
                        "no operator was accelerated; on Spark: %s%n%s",
                        report.stock(), explain(quiver.frames().get(0)))
                .isTrue();
    }

    /** Whether settings and the Spark that runs are those that an expectation is narrowed to. */
    private static boolean isUnder(Map<String, String> conf, Map<String, String> when) {
        return when.entrySet().stream()
                .allMatch(each -> each.getKey().equals("spark")
                        ? SparkMinors.parse(each.getValue()).hasThis()
                        : each.getValue().equals(conf.get(each.getKey())));
    }

    private static String explain(Dataset<Row> frame) {
        return ((org.apache.spark.sql.classic.Dataset<Row>) frame)
                .queryExecution()
                .explainString(org.apache.spark.sql.execution.FormattedMode$.MODULE$);
    }

    private static Run run(SparkSession session, String sql) {
        List<Dataset<Row>> frames = new ArrayList<>();
        Outcome outcome = Outcome.of(() -> {
            frames.add(session.sql(sql));
            return frames.get(0);
        });
        return new Run(outcome, frames);
    }

    /** A query's outcome and its frame, if it came as far as that. */
    private record Run(Outcome outcome, List<Dataset<Row>> frames) {}
}
