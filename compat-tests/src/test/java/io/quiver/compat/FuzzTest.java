/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries over random tables, Quiver off and on: the same rows or the same error.
 *
 * <p>A seed makes a round: a configuration, three tables, and {@code -Dfuzz.queries} queries over them. {@code
 * -Dfuzz.seed=5 -Dfuzz.rounds=40} runs the seeds 5 to 44; {@code -Dfuzz.query=7} runs only the eighth query of each round.
 */
class FuzzTest {
    private static final int LONGEST_REPORT = 1_500;

    @TempDir
    Path folder;

    private final long firstSeed = Long.getLong("fuzz.seed", 1);
    private final int rounds = Integer.getInteger("fuzz.rounds", 2);
    private final int queries = Integer.getInteger("fuzz.queries", 12);
    private final int onlyQuery = Integer.getInteger("fuzz.query", -1);

    private final List<String> problems = new ArrayList<>();
    private int compared;
    private int failed;
    private int accelerated;

    @Test
    void randomQueriesEndAsOnStockSpark() {
        for (long seed = firstSeed; seed < firstSeed + rounds; seed++) {
            round(seed);
        }
        System.out.printf(
                "fuzz: %d queries, %d of them failed alike, %d accelerated, %d differ%n",
                compared, failed, accelerated, problems.size());
        assertThat(problems).isEmpty();
        assertThat(accelerated).as("accelerated queries").isGreaterThan(compared / 2);
    }

    private void round(long seed) {
        Random random = new Random(seed);
        Map<String, String> conf = configuration(random);
        try (SideBySide sides = new SideBySide(conf)) {
            boolean ansi = conf.get("spark.sql.ansi.enabled").equals("true");
            List<FuzzTable> tables = new ArrayList<>();
            boolean mayBeLarge = random.nextInt(3) == 0;
            int tableCount = mayBeLarge ? 1 : 3;
            for (int i = 0; i < tableCount; i++) {
                tables.add(FuzzTable.create(
                        "fuzz_" + i, folder.resolve("seed" + seed), new Random(seed * 31 + i), mayBeLarge, sides));
            }
            for (int i = 0; i < queries; i++) {
                if (onlyQuery < 0 || onlyQuery == i) {
                    // A stream of its own for each query, so that it can be run again alone.
                    Random ofQuery = new Random(seed * 1_000_003 + i);
                    compare(seed, i, new FuzzQueries(ofQuery, ansi, tables).next(), conf, sides);
                }
            }
        }
    }

    private static Map<String, String> configuration(Random random) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.sql.ansi.enabled", Boolean.toString(random.nextInt(3) == 0));
        conf.put("spark.sql.adaptive.enabled", Boolean.toString(random.nextInt(3) > 0));
        conf.put("spark.sql.autoBroadcastJoinThreshold", random.nextBoolean() ? "-1" : "10485760");
        conf.put("spark.sql.shuffle.partitions", Integer.toString(1 + random.nextInt(4)));
        conf.put("spark.sql.session.timeZone", zone(random));
        conf.put("spark.quiver.parquet.enabled", Boolean.toString(random.nextInt(4) > 0));
        conf.put("spark.sql.files.maxPartitionBytes", random.nextBoolean() ? "16384" : "134217728");
        return conf;
    }

    private static String zone(Random random) {
        String[] zones = {"UTC", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe"};
        return zones[random.nextInt(zones.length)];
    }

    private void compare(long seed, int number, String sql, Map<String, String> conf, SideBySide sides) {
        Outcome stock = Outcome.of(() -> sides.stock().sql(sql));
        List<Dataset<Row>> frames = new ArrayList<>();
        Outcome quiver = Outcome.of(() -> {
            frames.add(sides.quiver().sql(sql));
            return frames.get(0);
        });
        compared++;
        failed += stock instanceof Outcome.Failure ? 1 : 0;
        accelerated += isAccelerated(frames) ? 1 : 0;
        if (!quiver.equals(stock)) {
            String report =
                    """

                    -Dfuzz.seed=%d -Dfuzz.rounds=1 -Dfuzz.query=%d %s
                    %s;
                    stock:  %s
                    quiver: %s
                    """
                            .formatted(seed, number, conf, sql, shortened(stock, quiver), shortened(quiver, stock));
            System.out.println(report);
            problems.add(report);
        }
        SideBySide.assertNothingHeld();
    }

    private static boolean isAccelerated(List<Dataset<Row>> frames) {
        return !frames.isEmpty() && SideBySide.report(frames.get(0)).isAccelerated();
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
