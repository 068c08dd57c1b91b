/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.fallback;

import io.quiver.spark.config.QuiverConf;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.internal.SQLConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.util.control.NonFatal$;

/**
 * Catches failures in all of Quiver's code that Spark calls while it plans: Spark continues without Quiver. Errors of the JVM and
 * interrupts are passed on. Each kind of failure is logged once: the same part, the same class, the same code location.
 */
public final class PlanningNet {
    private static final Logger LOG = LoggerFactory.getLogger(PlanningNet.class);
    private static final LongAdder FAILURES = new LongAdder();
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private PlanningNet() {}

    /**
     * Returns the result of {@code ours}, or of {@code stock} for what {@code ours} has thrown.
     *
     * @param part the part that runs, as {@code spark.quiver.planning.fail} names it
     */
    public static <T> T orElse(String part, Supplier<? extends T> ours, Function<Throwable, ? extends T> stock) {
        try {
            failIfAsked(part);
            return ours.get();
        } catch (Throwable thrown) { // AssertionErrors and, from Scala, checked exceptions too
            if (isFatal(thrown)) {
                throw thrown;
            }
            if (isStrict()) {
                throw new IllegalStateException("Quiver cannot plan this query: " + thrown, thrown);
            }
            FAILURES.increment();
            log(part, thrown);
            return stock.apply(thrown);
        }
    }

    /**
     * What Spark considers fatal, except classes that cannot be loaded and plans too deep for the stack: those are Quiver's
     * failures. A cancelled job is fatal too, since Spark would run it again.
     */
    private static boolean isFatal(Throwable thrown) {
        boolean isOurs = NonFatal$.MODULE$.apply(thrown)
                || thrown instanceof LinkageError
                || thrown instanceof StackOverflowError;
        return !isOurs || isCancelled(thrown);
    }

    /** Whether a job ended because it was cancelled. */
    public static boolean isCancelled(Throwable thrown) {
        return thrown instanceof SparkThrowable spark && "SPARK_JOB_CANCELLED".equals(spark.getCondition());
    }

    /** How often Spark has continued without Quiver in this JVM. */
    public static long failures() {
        return FAILURES.sum();
    }

    private static void failIfAsked(String part) {
        if (QuiverConf.failingPart(SQLConf.get()).equals(part)) {
            throw new AssertionError("%s=%s".formatted(QuiverConf.PLANNING_FAIL.key(), part));
        }
    }

    private static boolean isStrict() {
        try {
            return QuiverConf.strictPlanning();
        } catch (IllegalArgumentException unknownValue) {
            return false;
        }
    }

    private static void log(String part, Throwable thrown) {
        if (LOGGED.add(kind(part, thrown))) {
            LOG.warn(
                    "Quiver failed while it planned a query ({}); the query runs as stock Spark has it. Failures of this kind are "
                            + "not logged again. Set {}=false to switch Quiver off.",
                    part,
                    QuiverConf.ENABLED.key(),
                    thrown);
        }
    }

    static String kind(String part, Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 100; depth++) {
            root = root.getCause();
        }
        StackTraceElement[] stack = root.getStackTrace();
        return part + " " + root.getClass().getName() + (stack.length == 0 ? "" : " " + stack[0]);
    }
}
