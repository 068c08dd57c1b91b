/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.monitor;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import io.quiver.bridge.support.Reason;
import io.quiver.spark.explain.ExplainReport;
import io.quiver.spark.fallback.PlanningNet;
import io.quiver.spark.node.OperatorExec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts over the queries of an application, for any configured sink of Spark's metrics system. It examines each query after its
 * end, on a thread of Spark's listeners.
 */
public final class QueryCounters extends SparkListener {
    private static final Logger LOG = LoggerFactory.getLogger(QueryCounters.class);

    private final LongAdder queries = new LongAdder();
    private final LongAdder acceleratedQueries = new LongAdder();
    private final LongAdder operators = new LongAdder();
    private final LongAdder operatorsOnSpark = new LongAdder();
    private final LongAdder kernels = new LongAdder();
    private final LongAdder sparksFunctions = new LongAdder();
    private final LongAdder declinedBatches = new LongAdder();
    private final LongAdder sparksRows = new LongAdder();
    private final LongAdder spilledBytes = new LongAdder();
    private final Map<Reason, LongAdder> reasons = new EnumMap<>(Reason.class);

    public QueryCounters() {
        for (Reason reason : Reason.values()) {
            reasons.put(reason, new LongAdder());
        }
    }

    /** Registers a gauge for each count; docs/ui.md lists them. */
    public void register(MetricRegistry registry) {
        gauge(registry, "queries", queries);
        gauge(registry, "acceleratedQueries", acceleratedQueries);
        gauge(registry, "operatorsOnQuiver", operators);
        gauge(registry, "operatorsOnSpark", operatorsOnSpark);
        gauge(registry, "functionsByKernels", kernels);
        gauge(registry, "functionsBySparksCode", sparksFunctions);
        gauge(registry, "declinedBatches", declinedBatches);
        gauge(registry, "rowsBySparksCode", sparksRows);
        gauge(registry, "spilledBytes", spilledBytes);
        reasons.forEach((reason, count) -> gauge(registry, "reasons." + reason, count));
        Gauge<Long> failures = PlanningNet::failures;
        registry.register("planningFailures", failures);
    }

    private static void gauge(MetricRegistry registry, String name, LongAdder count) {
        Gauge<Long> gauge = count::sum;
        registry.register(name, gauge);
    }

    @Override
    public void onOtherEvent(SparkListenerEvent event) {
        if (event instanceof SparkListenerSQLExecutionEnd end) {
            queries.increment();
            // A query that failed may have no plan, and asking would plan it anew.
            if (end.qe() != null && end.executionFailure().isEmpty()) {
                count(end.qe());
            }
        }
    }

    private void count(QueryExecution query) {
        try {
            count(ExplainReport.of(query.executedPlan()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // a query less is counted; its rows are out
            LOG.debug("Quiver could not look at the plan of a query", e);
        }
    }

    private void count(ExplainReport report) {
        if (report.accelerated() > 0) {
            acceleratedQueries.increment();
        }
        operators.add(report.accelerated());
        operatorsOnSpark.add(report.stayed().size());
        kernels.add(report.kernels());
        sparksFunctions.add(report.functions() - report.kernels());
        for (ExplainReport.Stayed stayed : report.stayed()) {
            stayed.reason().ifPresent(why -> Objects.requireNonNull(reasons.get(why.reason()))
                    .increment());
        }
        for (OperatorExec operator : report.executed()) {
            declinedBatches.add(counted(operator, "declinedBatches"));
            sparksRows.add(counted(operator, "sparksRows"));
            spilledBytes.add(counted(operator, "spillSize"));
        }
    }

    private static long counted(OperatorExec operator, String metric) {
        return operator.metrics().contains(metric)
                ? Math.max(0, operator.longMetric(metric).value())
                : 0;
    }
}
