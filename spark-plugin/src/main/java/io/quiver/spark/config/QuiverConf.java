/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.config;

import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.internal.SQLConf;

/** Defines every configuration key, its default and its meaning. Values come from the current session, so sessions can differ. */
public final class QuiverConf {
    private static final String FOR_TESTS = "For tests: ";

    /** One key. */
    public record Entry(String key, String defaultValue, Allowed allowed, String meaning) {
        String read(SQLConf conf) {
            return conf.getConfString(key, defaultValue);
        }

        /** Reads and checks the value and normalizes it: a session that Quiver's plugin did not start accepts any text. */
        private String readChecked() {
            String value = read(SQLConf.get());
            if (!allowed.accepts(value)) {
                throw new IllegalArgumentException("%s is %s, not: %s".formatted(key, allowed.words(), value));
            }
            return Allowed.normalized(value);
        }

        /** Whether only tests use the setting: {@code SET -v} does not list it. */
        public boolean isTestSwitch() {
            return meaning.startsWith(FOR_TESTS);
        }

        /** The accepted values, in words. */
        public String values() {
            return allowed.words();
        }
    }

    /** How eagerly Quiver takes over operators. */
    public enum Offload {
        /** Where it is expected to pay. */
        AUTO,
        /** Wherever it is possible: for tests over tiny data. */
        ALWAYS
    }

    /** How much an aggregation groups before its exchange. */
    public enum PartialAggregation {
        /** All rows, until grouping turns out not to reduce them. */
        AUTO,
        /** All rows. */
        FULL,
        /** No rows, if the result is the same. */
        NONE
    }

    /** How much of Quiver's work stock Spark repeats for comparison. */
    public enum Verify {
        OFF,
        SAMPLE,
        ALL
    }

    /** What happens to a job if Quiver and stock Spark differ. */
    public enum OnMismatch {
        FAIL,
        WARN,
        STOCK
    }

    public static final Entry ENABLED = new Entry(
            "spark.quiver.enabled",
            "true",
            Allowed.FLAG,
            "Turns Quiver on and off for a session, at run time. If it is false when Spark starts, the plugin changes nothing at all, and "
                    + "Quiver cannot be turned on later.");
    public static final Entry OFFLOAD = new Entry(
            "spark.quiver.offload",
            "auto",
            Allowed.oneOf("auto", "always"),
            "auto: Quiver runs an operator where that is expected to be faster; always: wherever it can.");
    public static final Entry SHUFFLE_ENABLED = new Entry(
            "spark.quiver.shuffle.enabled",
            "true",
            Allowed.FLAG,
            "Shuffles between Quiver's operators carry columns instead of rows.");
    public static final Entry BROADCAST_ENABLED = new Entry(
            "spark.quiver.broadcast.enabled",
            "true",
            Allowed.FLAG,
            "Broadcasts of what Quiver's operators produce carry columns instead of rows.");
    public static final Entry BROADCAST_THRESHOLD = new Entry(
            "spark.quiver.broadcast.threshold",
            "64m",
            Allowed.SIZE,
            "Largest estimated size of a join side that is broadcast. It applies where spark.sql.autoBroadcastJoinThreshold is not set and "
                    + "the heap is at least 64 times as large; 0 leaves the choice to Spark.");
    public static final Entry DEFER_SHUFFLES = new Entry(
            "spark.quiver.deferShuffles",
            "true",
            Allowed.FLAG,
            "Under AQE, the large side of a join waits: it is shuffled only after the other side has turned out too large to broadcast.");
    public static final Entry KEY_FILTERS = new Entry(
            "spark.quiver.keyFilters",
            "true",
            Allowed.FLAG,
            "Under AQE, the keys of a join's finished side filter the large side before its shuffle.");
    public static final Entry KEY_FILTERS_MIN_ROWS = new Entry(
            "spark.quiver.keyFilters.minRows",
            "500000",
            Allowed.ROWS,
            "Smallest estimated number of rows of a join side that waits for the keys of the other side. Tests over tiny data set 0.");
    public static final Entry REORDER_JOINS = new Entry(
            "spark.quiver.reorderJoins",
            "true",
            Allowed.FLAG,
            "Small filtered tables are joined first to the table that they restrict.");
    public static final Entry SHARE_GROUPS = new Entry(
            "spark.quiver.shareGroups",
            "true",
            Allowed.FLAG,
            "Two aggregations of a query become one if they differ only in that one of them leaves out rows with a null key.");
    public static final Entry PARTIAL_AGGREGATION = new Entry(
            "spark.quiver.partialAggregation",
            "auto",
            Allowed.oneOf("auto", "full", "none"),
            "How an aggregation groups rows before its shuffle. auto: it groups them, and stops once grouping hardly reduces their number; "
                    + "full: it groups all of them; none: it groups none if the result is the same, for tests. Verified fragments group all rows. "
                    + "Limits of groups likewise.");
    public static final Entry PARQUET_ENABLED = new Entry(
            "spark.quiver.parquet.enabled",
            "true",
            Allowed.FLAG,
            "Quiver's own Parquet reader feeds Quiver's operators.");
    public static final Entry CSV_ENABLED = new Entry(
            "spark.quiver.csv.enabled",
            "true",
            Allowed.FLAG,
            "Quiver's own reader reads CSV files; lines that are not plain go to Spark's parser.");
    public static final Entry JSON_ENABLED = new Entry(
            "spark.quiver.json.enabled",
            "true",
            Allowed.FLAG,
            "Quiver's own reader reads files of JSON lines; lines that are not plain go to Spark's parser.");
    public static final Entry INFER_SCHEMA_ENABLED = new Entry(
            "spark.quiver.inferSchema.enabled",
            "true",
            Allowed.FLAG,
            "Quiver infers the schemas of CSV and JSON files that are read without one; a text or line that may change a type goes to "
                    + "Spark's inference.");
    public static final Entry PARQUET_WRITER_ENABLED = new Entry(
            "spark.quiver.parquetWriter.enabled",
            "true",
            Allowed.FLAG,
            "Quiver's own writer writes Parquet files whose rows come from Quiver's operators or readers.");
    public static final Entry PYTHON_ENABLED = new Entry(
            "spark.quiver.python.enabled",
            "true",
            Allowed.FLAG,
            "Python functions over series, arrays and batches exchange columns with Quiver, without rows in between.");
    public static final Entry VERIFY = new Entry(
            "spark.quiver.verify",
            "off",
            Allowed.oneOf("off", "sample", "all"),
            "all: every task runs its operators on Quiver and on stock Spark, over the same input, and compares the results; sample: one "
                    + "task in sixteen of each stage does; off: none does.");
    public static final Entry VERIFY_ON_MISMATCH = new Entry(
            "spark.quiver.verify.onMismatch",
            "warn",
            Allowed.oneOf("warn", "stock", "fail"),
            "What the job gets if verification finds a difference. warn: Quiver's rows; stock: stock Spark's rows; fail: an error. Quiver "
                    + "always logs the difference.");
    public static final Entry VERIFY_MAX_BYTES = new Entry(
            "spark.quiver.verify.maxBytes",
            "64m",
            Allowed.SIZE,
            "Largest input that a task holds to verify its operators. A larger input is verified in parts if its rows do not depend on each "
                    + "other, and not at all otherwise.");
    public static final Entry EXPLAIN_STRICT = new Entry(
            "spark.quiver.explain.strict",
            "false",
            Allowed.FLAG,
            FOR_TESTS + "planning fails if an operator stays on Spark without a typed reason.");
    public static final Entry PLANNING_STRICT = new Entry(
            "spark.quiver.planning.strict",
            "false",
            Allowed.FLAG,
            FOR_TESTS + "a failure in Quiver's planning fails the query; otherwise stock Spark takes over.");
    public static final Entry PLANNING_FAIL = new Entry(
            "spark.quiver.planning.fail",
            "",
            Allowed.TEXT,
            FOR_TESTS + "the part of Quiver's planning that fails whenever Spark calls it.");

    /** Spark's setting for the class by which adaptive execution compares plans, and the value that the plugin sets. */
    public static final String COST_EVALUATOR = "spark.sql.adaptive.customCostEvaluatorClass";

    public static final String COST_EVALUATOR_CLASS = "org.apache.spark.sql.execution.adaptive.QuiverCostEvaluator";

    /**
     * Spark's setting for the piece size of a broadcast, and the value that the plugin sets. For the first piece of each
     * broadcast, Spark allocates and zeroes the full size: by default 4 MiB for a few KiB. Every stage has at least one broadcast
     * (decision 0011).
     */
    public static final String BROADCAST_BLOCK_SIZE = "spark.broadcast.blockSize";

    public static final String BROADCAST_BLOCK_SIZE_VALUE = "1m";

    private QuiverConf() {}

    /**
     * Whether Spark's serializer accepts only registered classes. Quiver's cannot be registered, since the driver's serializer is
     * created before plugins start. Spark then keeps its own form of whatever goes through the serializer.
     */
    public static boolean requiresRegisteredClasses(SparkConf conf) {
        return conf.getBoolean("spark.kryo.registrationRequired", false)
                && conf.get("spark.serializer", "").equals(KryoSerializer.class.getName());
    }

    public static List<Entry> all() {
        return List.of(
                ENABLED,
                OFFLOAD,
                SHUFFLE_ENABLED,
                BROADCAST_ENABLED,
                BROADCAST_THRESHOLD,
                DEFER_SHUFFLES,
                KEY_FILTERS,
                KEY_FILTERS_MIN_ROWS,
                REORDER_JOINS,
                SHARE_GROUPS,
                PARTIAL_AGGREGATION,
                PARQUET_ENABLED,
                CSV_ENABLED,
                JSON_ENABLED,
                INFER_SCHEMA_ENABLED,
                PARQUET_WRITER_ENABLED,
                PYTHON_ENABLED,
                VERIFY,
                VERIFY_ON_MISMATCH,
                VERIFY_MAX_BYTES,
                EXPLAIN_STRICT,
                PLANNING_STRICT,
                PLANNING_FAIL);
    }

    public static boolean enabled() {
        return flag(ENABLED);
    }

    public static boolean shuffleEnabled() {
        return flag(SHUFFLE_ENABLED);
    }

    public static boolean broadcastEnabled() {
        return flag(BROADCAST_ENABLED);
    }

    public static boolean reordersJoins() {
        return enabled() && flag(REORDER_JOINS);
    }

    public static boolean sharesGroups() {
        return enabled() && flag(SHARE_GROUPS);
    }

    /** In bytes. */
    public static long broadcastThreshold() {
        return bytes(BROADCAST_THRESHOLD);
    }

    private static long bytes(Entry entry) {
        return JavaUtils.byteStringAsBytes(entry.readChecked());
    }

    /** Whether shuffles may wait. Requires Quiver's cost evaluator: another would count a waiting shuffle as none. */
    public static boolean deferShuffles() {
        String evaluator = SQLConf.get().getConfString(COST_EVALUATOR, "");
        return flag(DEFER_SHUFFLES) && evaluator.equals(COST_EVALUATOR_CLASS);
    }

    /** Whether key filters are on. They need columnar broadcasts and columnar shuffles. */
    public static boolean keyFilters() {
        return flag(KEY_FILTERS) && shuffleEnabled() && broadcastEnabled();
    }

    public static long keyFiltersMinRows() {
        return Long.parseLong(KEY_FILTERS_MIN_ROWS.readChecked());
    }

    public static boolean parquetEnabled() {
        return flag(PARQUET_ENABLED);
    }

    public static boolean jsonEnabled() {
        return flag(JSON_ENABLED);
    }

    public static boolean csvEnabled() {
        return flag(CSV_ENABLED);
    }

    public static boolean infersSchemas() {
        return enabled() && flag(INFER_SCHEMA_ENABLED);
    }

    public static boolean parquetWriterEnabled() {
        return flag(PARQUET_WRITER_ENABLED);
    }

    public static boolean pythonEnabled() {
        return flag(PYTHON_ENABLED);
    }

    public static PartialAggregation partialAggregation() {
        return choice(PartialAggregation.class, PARTIAL_AGGREGATION);
    }

    public static Verify verify() {
        return choice(Verify.class, VERIFY);
    }

    public static OnMismatch verifyOnMismatch() {
        return choice(OnMismatch.class, VERIFY_ON_MISMATCH);
    }

    /** In bytes. */
    public static long verifyMaxBytes() {
        return bytes(VERIFY_MAX_BYTES);
    }

    public static boolean strictExplain() {
        return flag(EXPLAIN_STRICT);
    }

    public static boolean strictPlanning() {
        return flag(PLANNING_STRICT);
    }

    /** The part that fails on purpose, by the simple name of its class. */
    public static String failingPart(SQLConf conf) {
        return PLANNING_FAIL.read(conf);
    }

    public static Offload offload() {
        return choice(Offload.class, OFFLOAD);
    }

    private static boolean flag(Entry entry) {
        return entry.readChecked().equals("true");
    }

    private static <E extends Enum<E>> E choice(Class<E> type, Entry entry) {
        return Enum.valueOf(type, entry.readChecked().toUpperCase(Locale.ROOT));
    }
}
