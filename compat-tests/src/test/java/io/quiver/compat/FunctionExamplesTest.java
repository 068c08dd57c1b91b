/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.Dataset$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Runs the examples in the documentation of Spark's functions over columns instead of literals, with Quiver off and on: the rows
 * are the same, and Quiver computes them. {@code -Dexamples=all} runs them all, {@code -Dexamples=levenshtein} those of one
 * function.
 */
@EnabledIfSystemProperty(named = "examples", matches = ".+")
class FunctionExamplesTest {
    private static final Map<String, String> CONF = Map.of(
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.shuffle.partitions", "1",
            "spark.sql.timeType.enabled", "true",
            "spark.sql.geospatial.enabled", "true",
            "spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");

    /** So many examples that only project columns are one query. */
    private static final int BATCH = 25;

    /** Functions that give something else each time, or in each session, on stock Spark too: their values are not compared. */
    private static final Set<String> OF_THE_MOMENT = Set.of(
            "aes_encrypt",
            "current_database",
            "current_schema",
            "curdate",
            "java_method",
            "reflect",
            "try_reflect",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtimestamp",
            "now",
            "unix_timestamp",
            "to_unix_timestamp");

    /** What computes no function: sources of values that Parquet does not have, or of none, and the first rows of a result. */
    private static final Set<String> BESIDE_FUNCTIONS = Set.of("LocalTableScan", "Scan OneRowRelation", "CollectLimit");

    /** Functions that are there to raise an error, which both engines have to. */
    private static final Set<String> OF_ERRORS = Set.of("raise_error");

    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();
    private final FunctionTally tally = new FunctionTally();
    private int compared;
    private int queries;

    /** An example over columns, analysed once so that both engines have the same random seeds. */
    private record Part(FunctionExample example, LogicalPlan plan) {}

    /** One example, or the columns of several side by side. */
    private record Query(List<Part> parts, LogicalPlan plan) {
        static Query of(FunctionExample example, LogicalPlan plan) {
            return new Query(List.of(new Part(example, plan)), plan);
        }

        static Query together(List<Query> queries) {
            List<Part> parts = new ArrayList<>();
            List<NamedExpression> columns = new ArrayList<>();
            for (Query query : queries) {
                parts.addAll(query.parts());
                columns.addAll(CollectionConverters.asJava(((Project) query.plan()).projectList()));
            }
            Project first = (Project) queries.get(0).plan();
            return new Query(
                    parts, new Project(CollectionConverters.asScala(columns).toList(), first.child()));
        }

        List<FunctionExample> examples() {
            return parts.stream().map(Part::example).toList();
        }

        /** Whether its first example, the only one where any is, is of one of these functions. */
        boolean isOf(Set<String> functions) {
            return functions.contains(parts.get(0).example().function());
        }
    }

    @Test
    void everyExampleRunsOnQuiverWithSparksAnswer() {
        String wanted = System.getProperty("examples");
        List<FunctionExample> examples = FunctionExample.all().stream()
                .filter(example -> wanted.equals("all") || example.function().equals(wanted))
                .filter(example -> !StaysOnSpark.IN_OTHER_PACKAGES.contains(example.function()))
                .toList();
        try (SideBySide sides = new SideBySide(CONF)) {
            ColumnExamples columns = new ColumnExamples(sides.stock(), folder, examples);
            List<Query> batch = new ArrayList<>();
            for (FunctionExample example : examples) {
                Optional<LogicalPlan> plan = columns.overColumns(example, true);
                if (plan.isEmpty()) {
                    if (!StaysOnSpark.REASONS.containsKey(example.function())) {
                        problem("cannot be analysed: " + example);
                    }
                    continue;
                }
                Query query = Query.of(example, plan.get());
                if (columns.isProjection(plan.get()) && !OF_THE_MOMENT.contains(example.function())) {
                    batch.add(query);
                } else {
                    compareOne(query, columns, sides);
                }
                if (batch.size() == BATCH) {
                    compareAll(batch, columns, sides);
                    batch.clear();
                }
            }
            compareAll(batch, columns, sides);
        }
        System.out.printf("%d examples in %d queries%n", compared, queries);
        if (wanted.equals("all")) {
            System.out.println(tally.text());
            assertThat(tally.missing())
                    .as("functions that Quiver has not evaluated")
                    .isEmpty();
        }
        assertThat(problems).isEmpty();
    }

    private void compareAll(List<Query> batch, ColumnExamples columns, SideBySide sides) {
        if (batch.isEmpty()) {
            return;
        }
        if (batch.size() > 1) {
            Query together = Query.together(batch);
            Outcome stock = Outcome.of(() -> frame(sides.stock(), together.plan()));
            if (stock instanceof Outcome.Rows
                    && problemsOf(together, stock, sides).isEmpty()) {
                return;
            }
        }
        batch.forEach(query -> compareOne(query, columns, sides));
    }

    private void compareOne(Query query, ColumnExamples columns, SideBySide sides) {
        Outcome stock = Outcome.of(() -> frame(sides.stock(), query.plan()));
        Query answered = query;
        if (stock instanceof Outcome.Failure) {
            FunctionExample example = query.parts().get(0).example();
            answered = Query.of(example, columns.overColumns(example, false).orElseThrow());
            LogicalPlan plan = answered.plan();
            stock = Outcome.of(() -> frame(sides.stock(), plan));
        }
        problemsOf(answered, stock, sides).forEach(this::problem);
    }

    private List<String> problemsOf(Query query, Outcome stock, SideBySide sides) {
        queries++;
        List<String> found = new ArrayList<>();
        Dataset<Row> frame = frame(sides.quiver(), query.plan());
        Outcome quiver = Outcome.of(() -> frame);
        if (query.isOf(OF_THE_MOMENT) ? !haveSameShape(quiver, stock) : !quiver.equals(stock)) {
            found.add(
                    "DIFFERS %s%n%s%nstock:  %s%nquiver: %s".formatted(query.examples(), query.plan(), stock, quiver));
        } else if (stock instanceof Outcome.Failure failure && !query.isOf(OF_ERRORS)) {
            found.add("FAILS %s %s%n%s"
                    .formatted(query.examples(), failure.causes().get(0), query.plan()));
        }
        PlanReport report = SideBySide.report(frame);
        List<String> onSpark = report.stock().stream()
                .filter(operator -> !BESIDE_FUNCTIONS.contains(operator))
                .toList();
        boolean stays =
                query.examples().stream().anyMatch(example -> StaysOnSpark.REASONS.containsKey(example.function()));
        if (!stays && (!onSpark.isEmpty() || !report.isAccelerated())) {
            found.add("ON SPARK %s: %s %s%n%s".formatted(query.examples(), onSpark, report.reasons(), query.plan()));
        }
        if (found.isEmpty()) {
            compared += query.parts().size();
            for (Part part : query.parts()) {
                tally.add(
                        part.example(),
                        frame(sides.quiver(), part.plan()).queryExecution().optimizedPlan());
            }
        }
        return found;
    }

    private static boolean haveSameShape(Outcome quiver, Outcome stock) {
        return quiver instanceof Outcome.Rows rows
                && stock instanceof Outcome.Rows others
                && rows.schema().equals(others.schema())
                && rows.rows().size() == others.rows().size();
    }

    private void problem(String problem) {
        System.out.println(problem);
        problems.add(problem);
    }

    private static org.apache.spark.sql.classic.Dataset<Row> frame(SparkSession session, LogicalPlan plan) {
        return Dataset$.MODULE$.ofRows((org.apache.spark.sql.classic.SparkSession) session, plan);
    }
}
