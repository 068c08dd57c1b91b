/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * The files of one scan that Spark's reader took in place of ours, by reason: added up in tasks, gathered on the driver, where
 * each reason is logged once per scan. Its name and value stand among the accumulators of the stage in Spark's UI, its REST
 * API and the event log.
 */
public final class ReaderFallbacks extends AccumulatorV2<String, String> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReaderFallbacks.class);

    /** Reasons beyond these count as one, so that a task's report stays small. */
    private static final int MAX_REASONS = 20;

    private static final String OTHER_REASONS = "other reasons";

    private final String scan;
    private final TreeMap<String, Long> filesByReason;

    private ReaderFallbacks(String scan, Map<String, Long> filesByReason) {
        this.scan = scan;
        this.filesByReason = new TreeMap<>(filesByReason);
    }

    /** Registers with the context; {@code scan} is what the user knows the scan by. */
    public static ReaderFallbacks register(SparkContext context, String scan) {
        ReaderFallbacks fallbacks = new ReaderFallbacks(scan, Map.of());
        fallbacks.register(context, Option.apply("files read by Spark's reader, " + scan), false);
        return fallbacks;
    }

    /** One line for people; empty where no file fell back. */
    public synchronized String text() {
        if (filesByReason.isEmpty()) {
            return "";
        }
        StringJoiner text = new StringJoiner("; ");
        filesByReason.forEach((reason, files) -> text.add(reason + (files == 1 ? "" : " (%d files)".formatted(files))));
        return text.toString();
    }

    @Override
    public synchronized boolean isZero() {
        return filesByReason.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<String, String> copy() {
        return new ReaderFallbacks(scan, filesByReason);
    }

    @Override
    public synchronized void reset() {
        filesByReason.clear();
    }

    /** Counts a file that Spark's reader takes for this reason. */
    @Override
    public synchronized void add(String reason) {
        count(reason, 1);
    }

    @Override
    public synchronized void merge(AccumulatorV2<String, String> other) {
        ((ReaderFallbacks) other).filesByReason.forEach((reason, files) -> {
            if (count(reason, files)) {
                LOG.info("Spark's reader, not Quiver's, takes files of {}: {}", scan, reason);
            }
        });
    }

    private boolean count(String reason, long files) {
        boolean isNew = !filesByReason.containsKey(reason);
        boolean isOneOfMany = isNew && filesByReason.size() >= MAX_REASONS;
        filesByReason.merge(isOneOfMany ? OTHER_REASONS : reason, files, Long::sum);
        return isNew && !isOneOfMany;
    }

    @Override
    public String value() {
        return text();
    }
}
