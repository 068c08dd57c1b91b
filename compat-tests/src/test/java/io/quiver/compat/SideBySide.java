/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Two sessions of one Spark context: in one Quiver is switched off, in the other it takes over whatever it can. Each has its own
 * database, so that both can create the same tables.
 */
final class SideBySide implements AutoCloseable {
    private static final Map<String, String> OWN = Map.of(
            "spark.quiver.offload", "always",
            "spark.quiver.keyFilters.minRows", "0",
            "spark.quiver.explain.strict", "true",
            "spark.quiver.planning.strict", "true",
            "spark.quiver.partialAggregation", System.getProperty("partialAggregation", "auto"),
            "spark.quiver.verify", System.getProperty("verify", "off"),
            "spark.quiver.verify.onMismatch", "fail");

    private final SparkSession stock;
    private final SparkSession quiver;

    SideBySide(Map<String, String> conf) {
        SparkSession root = context();
        stock = session(root, "stock", conf);
        quiver = session(root, "quiver", conf);
        readZoneNames(stock.conf().get("spark.sql.session.timeZone"));
    }

    /**
     * Has the JDK look up the names of a zone on one thread. When two tasks print a zone's name for the first time at once, one of
     * them may get another name than all later ones ({@code sun.util.cldr.CLDRTimeZoneNameProviderImpl} of JDK 17 completes the
     * names inside the array that it has already shared), on either engine.
     */
    private static void readZoneNames(String zone) {
        DateTimeFormatter.ofPattern("z", Locale.US).format(ZonedDateTime.now(ZoneId.of(zone)));
    }

    /** Sets the settings of {@code conf} that {@code keys} names in both sessions, and the others to what they are without it. */
    void use(Map<String, String> conf, Collection<String> keys) {
        for (SparkSession session : List.of(stock, quiver)) {
            conf.forEach((key, value) -> {
                if (keys.contains(key)) {
                    session.conf().set(key, value);
                } else {
                    session.conf().unset(key);
                }
            });
            OWN.forEach((key, value) -> {
                if (!keys.contains(key)) {
                    session.conf().set(key, value);
                }
            });
        }
    }

    SparkSession stock() {
        return stock;
    }

    SparkSession quiver() {
        return quiver;
    }

    /** The session without and the session with Quiver share this context; it lives as long as the test JVM. */
    private static SparkSession context() {
        Path work = Path.of("target", "spark").toAbsolutePath();
        return SparkSession.builder()
                .master("local[2]")
                .appName("compat-tests")
                .config("spark.plugins", "io.quiver.spark.QuiverPlugin")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "3")
                .config("spark.sql.warehouse.dir", work.resolve("warehouse").toString())
                .config("spark.local.dir", work.resolve("local").toString())
                .config("spark.sql.session.timeZone", "America/Los_Angeles")
                .config("spark.sql.datetime.java8API.enabled", "true")
                .config("spark.unsafe.exceptionOnMemoryLeak", "true")
                // Sessions with artifacts of their own ask a file server for each class that generated code might mean.
                .config("spark.sql.artifact.isolation.enabled", "false")
                .getOrCreate();
    }

    private static SparkSession session(SparkSession root, String side, Map<String, String> conf) {
        SparkSession session = root.newSession();
        session.conf().set("spark.quiver.enabled", Boolean.toString(side.equals("quiver")));
        OWN.forEach((key, value) -> session.conf().set(key, value));
        conf.forEach((key, value) -> session.conf().set(key, value));
        String database = "side_" + side;
        session.sql("DROP DATABASE IF EXISTS " + database + " CASCADE");
        session.sql("CREATE DATABASE " + database);
        session.sql("USE " + database);
        registerFunctions(session);
        return session;
    }

    private static void registerFunctions(SparkSession session) {
        UDF1<Integer, Integer> plusOne = value -> value == null ? null : value + 1;
        UDF1<String, String> shout = value -> value == null ? null : value + "!";
        UDF1<Integer, Integer> failsOnThree = value -> {
            if (value != null && value == 3) {
                throw new IllegalStateException("three is not allowed");
            }
            return value;
        };
        session.udf().register("plus_one", plusOne, DataTypes.IntegerType);
        session.udf().register("shout", shout, DataTypes.StringType);
        session.udf().register("fails_on_three", failsOnThree, DataTypes.IntegerType);
        session.udf().register("plus_all", functions.udaf(new PlusAll(), Encoders.INT()));
    }

    /** Reads which operators of an executed query were accelerated. */
    static PlanReport report(Dataset<Row> frame) {
        return PlanReport.of(((org.apache.spark.sql.classic.Dataset<Row>) frame)
                .queryExecution()
                .executedPlan());
    }

    /** Asserts that no task holds memory any more; the last task of a query may end shortly after its result is there. */
    static void assertNothingHeld() {
        long held = heldBytes();
        for (int attempt = 0; attempt < 50 && held != 0; attempt++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
            held = heldBytes();
        }
        assertThat(held).as("bytes of execution memory held after the query").isZero();
    }

    private static long heldBytes() {
        return SparkEnv.get().memoryManager().executionMemoryUsed();
    }

    @Override
    public void close() {
        for (SparkSession session : new SparkSession[] {stock, quiver}) {
            String database = session.catalog().currentDatabase();
            session.sql("USE default");
            session.sql("DROP DATABASE " + database + " CASCADE");
        }
    }
}
