/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Counts, by reason, the splits of a scan's files that Spark's reader took instead of Quiver's. Tasks add to it, and the driver
 * merges the counts and logs each reason once per scan. Its name and value are among the accumulators of the stage in Spark's UI,
 * its REST API and the event log.
 */
public final class ReaderFallbacks extends AccumulatorV2<String, String> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReaderFallbacks.class);

    /** Most distinct reasons; further ones count as one, so that a task's report stays small. */
    private static final int MAX_REASONS = 20;

    private static final String OTHER_REASONS = "other reasons";

    private final String scan;
    private final TreeMap<String, Long> splitsByReason;

    private ReaderFallbacks(String scan, Map<String, Long> splitsByReason) {
        this.scan = scan;
        this.splitsByReason = new TreeMap<>(splitsByReason);
    }

    /** Registers with the context; {@code scan} is the user's name for the scan. */
    public static ReaderFallbacks register(SparkContext context, String scan) {
        ReaderFallbacks fallbacks = new ReaderFallbacks(scan, Map.of());
        fallbacks.register(context, Option.apply("Splits read by Spark's reader, " + scan), false);
        return fallbacks;
    }

    /** A line of text; empty if no split fell back. */
    public synchronized String text() {
        if (splitsByReason.isEmpty()) {
            return "";
        }
        StringJoiner text = new StringJoiner("; ");
        splitsByReason.forEach(
                (reason, splits) -> text.add(reason + (splits == 1 ? "" : " (%d splits)".formatted(splits))));
        return text.toString();
    }

    /** A heartbeat would read it while the task writes. The driver receives it at the end of the task. */
    @Override
    public boolean excludeFromHeartbeat() {
        return true;
    }

    @Override
    public synchronized boolean isZero() {
        return splitsByReason.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<String, String> copy() {
        return new ReaderFallbacks(scan, splitsByReason);
    }

    @Override
    public synchronized void reset() {
        splitsByReason.clear();
    }

    /** Counts a split that Spark's reader takes for this reason. */
    @Override
    public synchronized void add(String reason) {
        count(reason, 1);
    }

    @Override
    public synchronized void merge(AccumulatorV2<String, String> other) {
        ((ReaderFallbacks) other).splitsByReason.forEach((reason, splits) -> {
            if (count(reason, splits)) {
                LOG.info("Spark's reader, not Quiver's, takes files of {}: {}", scan, reason);
            }
        });
    }

    private boolean count(String reason, long splits) {
        boolean isNew = !splitsByReason.containsKey(reason);
        boolean isOneOfMany = isNew && splitsByReason.size() >= MAX_REASONS;
        splitsByReason.merge(isOneOfMany ? OTHER_REASONS : reason, splits, Long::sum);
        return isNew && !isOneOfMany;
    }

    @Override
    public String value() {
        return text();
    }
}
