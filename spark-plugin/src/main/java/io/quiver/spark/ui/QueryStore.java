/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.explain.ExplainText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.sql.execution.ui.SQLAppStatusStore;
import org.apache.spark.sql.execution.ui.SQLExecutionUIData;
import org.apache.spark.sql.execution.ui.SQLTab;
import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.WebUITab;

/** The queries of an application in the SQL tab's store: those that {@code spark.sql.ui.retainedExecutions} keeps. */
final class QueryStore {
    /** How many queries are read at a time: a history server reads them from a file. */
    static final int CHUNK = 500;

    private final SQLAppStatusStore store;

    private QueryStore(SQLAppStatusStore store) {
        this.store = store;
    }

    /** The store of the SQL tab, which exists from the first session of an application on; empty before that. */
    static Optional<QueryStore> of(SparkUI ui) {
        for (WebUITab tab : Scala.<WebUITab>list(ui.getTabs())) {
            if (tab instanceof SQLTab sql) {
                return Optional.of(new QueryStore(sql.sqlStore()));
            }
        }
        return Optional.empty();
    }

    int count() {
        return Math.toIntExact(store.executionsCount());
    }

    /** Queries from the {@code from}-th newest on, the newest first. */
    List<SQLExecutionUIData> newest(int from, int length) {
        int end = Math.max(0, count() - from);
        int start = Math.max(0, end - length);
        if (start == end) {
            return List.of();
        }
        List<SQLExecutionUIData> oldestFirst =
                new ArrayList<>(Scala.<SQLExecutionUIData>list(store.executionsList(start, end - start)));
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** Whether Quiver has explained one of the queries. */
    boolean anyExplained() {
        for (int from = 0; from < count(); from += CHUNK) {
            if (newest(from, CHUNK).stream().anyMatch(query -> explained(query).isPresent())) {
                return true;
            }
        }
        return false;
    }

    Optional<SQLExecutionUIData> query(long id) {
        return Scala.optional(store.execution(id));
    }

    /** The plan's operators with their metrics; none if Spark has dropped the query meanwhile. */
    List<OperatorFacts> operators(SQLExecutionUIData query) {
        try {
            return PlanFacts.of(
                    store.planGraph(query.executionId()),
                    store.executionMetrics(query.executionId()),
                    explained(query));
        } catch (NoSuchElementException gone) {
            return List.of();
        }
    }

    static Optional<ExplainText> explained(SQLExecutionUIData query) {
        return query.physicalPlanDescription() == null
                ? Optional.empty()
                : ExplainText.in(query.physicalPlanDescription());
    }
}
