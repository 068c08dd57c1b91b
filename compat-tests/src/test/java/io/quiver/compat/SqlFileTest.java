/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.compat.SqlFile.Expectation;
import io.quiver.compat.SqlFile.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
                    .forEach(file -> file.combinations()
                            .forEach(conf -> tests.add(
                                    DynamicTest.dynamicTest(title(file, conf), () -> compareFile(file, conf)))));
        }
        assertThat(tests).as("SQL files whose name contains one of %s", wanted).isNotEmpty();
        return tests.stream();
    }

    private static String title(SqlFile file, Map<String, String> conf) {
        return conf.isEmpty() ? file.name() : file.name() + " " + conf;
    }

    /** Goes on after a failed query, so that one run shows all that is wrong with a file. */
    private static void compareFile(SqlFile file, Map<String, String> conf) {
        List<String> problems = new ArrayList<>();
        try (SideBySide sides = new SideBySide(conf)) {
            for (Statement statement : file.statements()) {
                try {
                    compare(statement, sides, conf);
                } catch (AssertionError | RuntimeException problem) {
                    problems.add("%s:%d %s%n%s%n"
                            .formatted(file.name(), statement.line(), statement.sql(), problem.getMessage()));
                }
            }
        }
        assertThat(problems).as(title(file, conf)).isEmpty();
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
        if (expectation instanceof Expectation.Fails fails
                && conf.entrySet().containsAll(fails.when().entrySet())) {
            assertThat(stock.outcome()).isInstanceOf(Outcome.Failure.class);
            fails.condition().ifPresent(condition -> assertThat(((Outcome.Failure) stock.outcome()).condition())
                    .contains(condition));
            return;
        }
        assertThat(stock.outcome()).as("a query that fails needs expect_error").isInstanceOf(Outcome.Rows.class);
        if (expectation instanceof Expectation.AnyEngine any
                && conf.entrySet().containsAll(any.when().entrySet())) {
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
