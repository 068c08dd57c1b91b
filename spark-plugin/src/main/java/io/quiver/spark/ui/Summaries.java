/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;

/** Caches the summaries of an application's queries that have ended, for as long as Spark keeps the query itself. */
final class Summaries {
    private final Map<Long, QuerySummary> finished = new HashMap<>();

    /** Iterates over the queries, the newest first. */
    synchronized void forEach(QueryStore store, Consumer<QuerySummary> action) {
        Set<Long> kept = new HashSet<>();
        int count = store.count();
        for (int from = 0; from < count; from += QueryStore.CHUNK) {
            for (SQLExecutionUIData query : store.newest(from, QueryStore.CHUNK)) {
                if (kept.add(query.executionId())) { // a query may have begun meanwhile
                    action.accept(of(store, query));
                }
            }
        }
        finished.keySet().retainAll(kept);
    }

    private QuerySummary of(QueryStore store, SQLExecutionUIData query) {
        QuerySummary known = finished.get(query.executionId());
        if (known != null) {
            return known;
        }
        QuerySummary summary = QuerySummary.of(store, query);
        // What its tasks counted is added up a moment after its end.
        if (summary.isFinished() && query.metricValues() != null) {
            finished.put(summary.id(), summary);
        }
        return summary;
    }
}
