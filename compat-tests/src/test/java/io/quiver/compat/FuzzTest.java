/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs random queries over random tables with Quiver off and on: the rows or the error are the same.
 *
 * <p>A seed makes a round: settings, tables, and {@code -Dfuzz.queries} queries over them. {@code -Dfuzz.seed=5 -Dfuzz.rounds=40}
 * runs the seeds 5 to 44; {@code -Dfuzz.query=7} runs only the eighth query of each round. A difference is reduced, including its
 * rows and settings, and printed as SQL; {@code -Dfuzz.tries=0} prints it unreduced.
 */
class FuzzTest {
    private static final int LONGEST_REPORT = 1_500;
    private static final int TABLES = 3;
    private static final int RUNS_OF_A_RACE = 10;
    private static final int MOST_ROWS = 200_000;

    private static final boolean VERBOSE = Boolean.getBoolean("fuzz.verbose");

    @TempDir
    Path folder;

    private final long firstSeed = Long.getLong("fuzz.seed", 1);
    private final int rounds = Integer.getInteger("fuzz.rounds", 1);
    private final int queries = Integer.getInteger("fuzz.queries", 12);
    private final int onlyQuery = Integer.getInteger("fuzz.query", -1);
    /** Runs the queries that contain a text: those in which a planted bug might show, to see among how many it does. */
    private final String onlyWith = System.getProperty("fuzz.with", "");

    private final int tries = Integer.getInteger("fuzz.tries", 400);
    /** Ends a run at the first difference, to see how soon one is found. */
    private final boolean stopsAtFirst = Boolean.getBoolean("fuzz.stop");

    private final List<String> problems = new ArrayList<>();
    private int compared;
    private int failed;
    private int notAnalysed;
    private int accelerated;
    private int withoutWork;

    @Test
    void randomQueriesEndAsOnStockSpark() {
        long start = System.nanoTime();
        for (long seed = firstSeed; seed < firstSeed + rounds && !isDone(); seed++) {
            round(seed);
            System.out.printf(
                    "after seed %d, %d s: %s%n", seed, (System.nanoTime() - start) / 1_000_000_000, summary());
        }
        System.out.println("fuzz: " + summary());
        assertThat(problems).isEmpty();
        if (onlyQuery < 0 && onlyWith.isEmpty()) {
            assertThat(accelerated).as("accelerated queries").isGreaterThan((compared - withoutWork) * 8 / 10);
            assertThat(failed).as("queries that fail").isLessThan(compared / 2);
        }
    }

    private String summary() {
        return "%d queries, %d of them failed alike (%d before they ran), %d without work, %d accelerated (%.1f %% of the others), %d differ"
                .formatted(
                        compared,
                        failed,
                        notAnalysed,
                        withoutWork,
                        accelerated,
                        100.0 * accelerated / Math.max(1, compared - withoutWork),
                        problems.size());
    }

    private boolean isDone() {
        return stopsAtFirst && !problems.isEmpty();
    }

    private void round(long seed) {
        Random random = new Random(seed);
        Map<String, String> conf = FuzzSettings.random(random);
        try (SideBySide sides = new SideBySide(conf)) {
            boolean ansi = conf.get("spark.sql.ansi.enabled").equals("true");
            List<FuzzTable> tables = new ArrayList<>();
            for (int i = 0; i < TABLES; i++) {
                boolean isLarge = i == 0 && random.nextInt(8) == 0;
                tables.add(FuzzTable.create(
                        "fuzz_" + i, folder.resolve("seed" + seed), new Random(seed * 31 + i), isLarge, sides));
            }
            if (random.nextInt(4) == 0) {
                sides.quiver().catalog().cacheTable(tables.get(0).name());
                sides.stock().catalog().cacheTable(tables.get(0).name());
            }
            for (int i = 0; i < queries && !isDone(); i++) {
                if (onlyQuery < 0 || onlyQuery == i) {
                    // A stream of its own for each query, so that it can be run again alone.
                    Random ofQuery = new Random(seed * 1_000_003 + i);
                    String sql = new FuzzQueries(ofQuery, ansi, tables).next();
                    if (sql.contains(onlyWith)) {
                        compare(seed, i, sql, conf, tables, sides);
                    }
                }
            }
            sides.stock().catalog().clearCache();
        }
    }

    private void compare(
            long seed, int number, String sql, Map<String, String> conf, List<FuzzTable> tables, SideBySide sides) {
        if (VERBOSE) {
            System.out.printf("-Dfuzz.seed=%d -Dfuzz.rounds=1 -Dfuzz.query=%d: %s%n", seed, number, sql);
        }
        if (isTooLarge(sql, sides)) {
            return;
        }
        Pair pair = run(sql, sides);
        compared++;
        failed += pair.stock instanceof Outcome.Failure ? 1 : 0;
        notAnalysed += isNotAnalysed(pair.stock) ? 1 : 0;
        accelerated += pair.accelerated ? 1 : 0;
        withoutWork += pair.hasWork || pair.accelerated ? 0 : 1;
        if (VERBOSE && isNotAnalysed(pair.stock)) {
            String message = pair.stock.toString();
            System.out.println("not analysed: "
                    + message.substring(0, Math.min(300, message.length())).replace('\n', ' '));
        }
        if (pair.differs() && !isRace(pair, sql, sides)) {
            String report =
                    """

                    -Dfuzz.seed=%d -Dfuzz.rounds=1 -Dfuzz.query=%d %s
                    %s;
                    stock:  %s
                    quiver: %s
                    """
                            .formatted(
                                    seed,
                                    number,
                                    conf,
                                    sql,
                                    shortened(pair.stock, pair.quiver),
                                    shortened(pair.quiver, pair.stock));
            System.out.println(report);
            problems.add(report + (tries > 0 ? smallest(sql, conf, tables, sides) : ""));
        }
        SideBySide.assertNothingHeld();
    }

    /** What a query did in both sessions. */
    private record Pair(Outcome stock, Outcome quiver, boolean accelerated, boolean hasWork) {
        boolean differs() {
            return !quiver.equals(stock);
        }
    }

    /** Whether joins of joins have more rows than this JVM has room for, twice. */
    private static boolean isTooLarge(String sql, SideBySide sides) {
        if (count(sql, "JOIN") < 2) {
            return false;
        }
        Outcome rows = Outcome.of(() -> sides.stock().sql("SELECT count(*) > %d FROM (%s)".formatted(MOST_ROWS, sql)));
        return rows instanceof Outcome.Rows counted && counted.rows().equals(List.of("true"));
    }

    /**
     * Whether two tasks race for the first error, and either engine may end with the other's: which task is first differs from run
     * to run on stock Spark, too.
     */
    private static boolean isRace(Pair pair, String sql, SideBySide sides) {
        if (!(pair.stock instanceof Outcome.Failure) || !(pair.quiver instanceof Outcome.Failure)) {
            return false;
        }
        Set<Outcome> stock = new HashSet<>(Set.of(pair.stock));
        Set<Outcome> quiver = new HashSet<>(Set.of(pair.quiver));
        for (int i = 0; i < RUNS_OF_A_RACE && Collections.disjoint(stock, quiver); i++) {
            Pair again = run(sql, sides);
            stock.add(again.stock);
            quiver.add(again.quiver);
        }
        return !Collections.disjoint(stock, quiver);
    }

    private static Pair run(String sql, SideBySide sides) {
        Outcome stock = Outcome.of(() -> sides.stock().sql(sql));
        List<Dataset<Row>> frames = new ArrayList<>();
        Outcome quiver = Outcome.of(() -> {
            frames.add(sides.quiver().sql(sql));
            return frames.get(0);
        });
        Optional<PlanReport> report = report(frames);
        boolean accelerated = report.isPresent() && report.get().isAccelerated();
        if (VERBOSE && !accelerated) {
            System.out.println("stayed: " + report);
        }
        return new Pair(stock, quiver, accelerated, report.isPresent() && hasWork(report.get()));
    }

    /** Empty where the query does not come so far as to have a plan, on either engine. */
    private static Optional<PlanReport> report(List<Dataset<Row>> frames) {
        try {
            return frames.stream().findFirst().map(SideBySide::report);
        } catch (Exception notPlanned) { // Spark throws checked ones without declaring them
            return Optional.empty();
        }
    }

    /** Whether there is more to do than to hand on no rows, or what the planner has computed already. */
    private static boolean hasWork(PlanReport report) {
        return !List.of("EmptyRelation", "LocalTableScan").containsAll(report.stock());
    }

    /** Queries, settings and rows without which the two still differ, as SQL that shows it. */
    private String smallest(String sql, Map<String, String> conf, List<FuzzTable> tables, SideBySide sides) {
        Predicate<String> fails =
                candidate -> isOrdered(candidate) && run(candidate, sides).differs();
        String query = FuzzReducer.query(sql, fails, tries);
        List<FuzzTable> used = new ArrayList<>();
        for (FuzzTable table : tables) {
            if (query.contains(table.name())) {
                used.add(smallest(table, query, sides));
            }
        }
        query = FuzzReducer.query(query, fails, tries);
        String last = query;
        List<String> keys =
                FuzzReducer.list(new ArrayList<>(conf.keySet()), some -> differsWith(last, conf, some, sides));
        sides.use(conf, conf.keySet());
        StringBuilder text = new StringBuilder("\nas small as it gets:\n");
        keys.forEach(key -> text.append("SET %s=%s;%n".formatted(key, conf.get(key))));
        used.forEach(table -> text.append(table.sql()));
        text.append(query).append(";\n");
        Pair pair = run(query, sides);
        text.append("stock:  ").append(shortened(pair.stock, pair.quiver)).append('\n');
        text.append("quiver: ").append(shortened(pair.quiver, pair.stock)).append('\n');
        tables.forEach(table -> table.declare(sides));
        System.out.println(text);
        return text.toString();
    }

    /** Whether each limit, each window and each ordered group still has its order, without which rows are open. */
    private static boolean isOrdered(String sql) {
        return count(sql, "ORDER BY") >= count(sql, "LIMIT") + count(sql, "OVER") + count(sql, "WITHIN GROUP");
    }

    private static long count(String sql, String words) {
        return Pattern.compile(words.replace(" ", " +")).matcher(sql).results().count();
    }

    private FuzzTable smallest(FuzzTable table, String query, SideBySide sides) {
        int[] version = new int[1];
        List<Row> rows = FuzzReducer.list(table.rows(), some -> {
            table.with(some, folder.resolve(table.name() + "-" + System.nanoTime() + version[0]++), sides);
            return run(query, sides).differs();
        });
        FuzzTable last = table.with(rows, folder.resolve(table.name() + "-" + System.nanoTime()), sides);
        if (run(query, sides).differs()) {
            return last;
        }
        table.declare(sides);
        return table;
    }

    private static boolean differsWith(String query, Map<String, String> conf, List<String> keys, SideBySide sides) {
        sides.use(conf, keys);
        return run(query, sides).differs();
    }

    private static boolean isNotAnalysed(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure
                && failure.causes().stream()
                        .anyMatch(cause -> cause.className().contains("ExtendedAnalysisException")
                                || cause.className().contains("AnalysisException")
                                || cause.className().contains("ParseException"));
    }

    /** The rows that the other side does not have, or the failure. */
    private static String shortened(Outcome outcome, Outcome other) {
        String text = outcome.toString();
        if (outcome instanceof Outcome.Rows rows && other instanceof Outcome.Rows others) {
            List<String> own = new ArrayList<>(rows.rows());
            others.rows().forEach(own::remove);
            text = rows.schema().equals(others.schema())
                    ? "%d rows, only here: %s".formatted(rows.rows().size(), own)
                    : rows.schema();
        }
        return text.length() > LONGEST_REPORT ? text.substring(0, LONGEST_REPORT) + " ..." : text;
    }
}
