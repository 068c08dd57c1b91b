/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.TaskContext;

/**
 * Removes rows from the inputs as long as the engines still differ (delta debugging: Zeller, Hildebrandt, Simplifying and
 * Isolating Failure-Inducing Input, 2002). It stops when no row can be removed, or when it has tried often enough.
 */
final class SmallestInput {
    private static final int MAX_TRIALS = 400;
    private static final long MAX_NANOS = 20_000_000_000L;

    private final Predicate<List<KeptRows>> differs;
    private final long start = System.nanoTime();
    private List<KeptRows> smallest;
    private int trials;

    private SmallestInput(List<KeptRows> inputs, Predicate<List<KeptRows>> differs) {
        this.smallest = inputs;
        this.differs = differs;
    }

    static List<KeptRows> of(List<KeptRows> inputs, Predicate<List<KeptRows>> differs) {
        SmallestInput search = new SmallestInput(inputs, differs);
        for (int ordinal = 0; ordinal < inputs.size(); ordinal++) {
            search.reduce(ordinal);
        }
        return search.smallest;
    }

    private void reduce(int ordinal) {
        int parts = 1;
        while (smallest.get(ordinal).rowCount() > 0 && mayTry()) {
            int rowCount = smallest.get(ordinal).rowCount();
            if (leaveOut(ordinal, Math.min(parts, rowCount))) {
                parts = Math.max(1, parts / 2);
            } else if (parts >= rowCount) {
                return;
            } else {
                parts = Math.min(rowCount, parts * 2);
            }
        }
    }

    /** Removes each of {@code parts} parts that can be removed; false if none can. */
    private boolean leaveOut(int ordinal, int parts) {
        boolean reduced = false;
        int rowCount = smallest.get(ordinal).rowCount();
        int size = (rowCount + parts - 1) / parts;
        for (int from = rowCount - size; from > -size && mayTry(); from -= size) {
            int first = Math.max(0, from);
            int end = from + size;
            KeptRows kept = smallest.get(ordinal);
            int[] chosen = new int[kept.rowCount() - (end - first)];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = i < first ? i : i + end - first;
            }
            List<KeptRows> fewer = new ArrayList<>(smallest);
            fewer.set(ordinal, kept.only(chosen));
            trials++;
            if (differs.test(fewer)) {
                smallest = fewer;
                reduced = true;
            }
        }
        return reduced;
    }

    private boolean mayTry() {
        TaskContext.get().killTaskIfInterrupted();
        return trials < MAX_TRIALS && System.nanoTime() - start < MAX_NANOS;
    }
}
