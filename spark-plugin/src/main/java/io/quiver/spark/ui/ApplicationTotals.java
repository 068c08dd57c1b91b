/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.explain.ExplainText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds up the queries of an application. */
final class ApplicationTotals {
    /** How often something occurred, in how many queries, and the task time of its operators. */
    static final class Total<K> {
        private final K key;
        private final Set<Long> queries = new HashSet<>();
        private int count;
        private double millis;
        private boolean isTimed;

        private Total(K key) {
            this.key = key;
        }

        private void add(QuerySummary query, Optional<Double> more) {
            queries.add(query.id());
            count++;
            millis += more.orElse(0.0);
            isTimed |= more.isPresent();
        }

        K key() {
            return key;
        }

        int queries() {
            return queries.size();
        }

        int count() {
            return count;
        }

        /** Empty if Spark times none of them. */
        Optional<Double> millis() {
            return isTimed ? Optional.of(millis) : Optional.empty();
        }
    }

    private final Map<ExplainText.Line, Total<ExplainText.Line>> reasons = new HashMap<>();
    private final Map<String, Total<String>> functions = new HashMap<>();
    private final Map<ExplainText.Line, Total<ExplainText.Line>> readers = new HashMap<>();
    private int queryCount;
    private int accelerated;
    private int operators;
    private int kernels;
    private int functionCount;
    private double fragmentMillis;
    private double lostMillis;

    void add(QuerySummary query) {
        queryCount++;
        fragmentMillis += query.fragmentMillis();
        lostMillis += query.lostMillis();
        query.explained().ifPresent(text -> {
            accelerated += text.accelerated();
            operators += text.operators();
            kernels += text.kernels();
            functionCount += text.functions();
            text.readBySpark().forEach(line -> add(readers, line, query, Optional.empty()));
        });
        for (QuerySummary.Operator operator : query.operators()) {
            operator.stayed().ifPresent(line -> add(reasons, line, query, operator.millis()));
            operator.sparksFunctions().forEach(function -> add(functions, function, query, operator.millis()));
        }
    }

    private static <K> void add(Map<K, Total<K>> totals, K key, QuerySummary query, Optional<Double> millis) {
        totals.computeIfAbsent(key, Total::new).add(query, millis);
    }

    /** The reasons why operators stayed on Spark, by descending time. */
    List<Total<ExplainText.Line>> reasons() {
        return sorted(reasons);
    }

    /** The functions in Quiver's operators that Spark's code evaluates, by descending time of the operators. */
    List<Total<String>> functions() {
        return sorted(functions);
    }

    List<Total<ExplainText.Line>> readers() {
        return sorted(readers);
    }

    private static <K> List<Total<K>> sorted(Map<K, Total<K>> totals) {
        Comparator<Total<K>> byMillis = Comparator.comparingDouble(total -> total.millis);
        return totals.values().stream()
                .sorted(byMillis.thenComparing(Total::count).reversed().thenComparing(total -> total.key()
                        .toString()))
                .toList();
    }

    int queryCount() {
        return queryCount;
    }

    int accelerated() {
        return accelerated;
    }

    int operators() {
        return operators;
    }

    int kernels() {
        return kernels;
    }

    int functionCount() {
        return functionCount;
    }

    double fragmentMillis() {
        return fragmentMillis;
    }

    double lostMillis() {
        return lostMillis;
    }
}
