/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Collects the differences that a fragment's tasks found, in words. The driver gathers and logs them. */
public final class FoundDifferences extends AccumulatorV2<String, List<String>> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FoundDifferences.class);

    /** Further differences are counted, not described, so that a task's report stays small. */
    private static final int MAX_DESCRIBED = 3;

    private final ArrayList<String> texts = new ArrayList<>();

    public static FoundDifferences register(SparkContext context) {
        FoundDifferences found = new FoundDifferences();
        found.register(context, Option.apply("differences between Quiver and stock Spark"), true);
        return found;
    }

    synchronized boolean isFull() {
        return texts.size() >= MAX_DESCRIBED;
    }

    /** A heartbeat would read it while the task writes. The driver receives it at the end of the task. */
    @Override
    public boolean excludeFromHeartbeat() {
        return true;
    }

    @Override
    public synchronized boolean isZero() {
        return texts.isEmpty();
    }

    @Override
    public synchronized AccumulatorV2<String, List<String>> copy() {
        FoundDifferences copy = new FoundDifferences();
        copy.texts.addAll(texts);
        return copy;
    }

    @Override
    public synchronized void reset() {
        texts.clear();
    }

    @Override
    public synchronized void add(String text) {
        texts.add(text);
    }

    @Override
    public synchronized void merge(AccumulatorV2<String, List<String>> other) {
        for (String text : other.value()) {
            if (!isFull()) {
                texts.add(text);
                LOG.warn(text);
            }
        }
    }

    @Override
    public synchronized List<String> value() {
        return List.copyOf(texts);
    }
}
