/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import scala.jdk.javaapi.CollectionConverters;

/** The outcome of a query, in a form in which two engines can be compared: its rows and their schema, or its failure. */
sealed interface Outcome {
    /**
     * The result of a query. {@code sortKeys} are the columns that the query sorts its result by, absent when it asks for no
     * order; the rows behind equal keys may stand in any order.
     */
    record Rows(String schema, List<String> rows, Optional<List<String>> keysInOrder) implements Outcome {}

    /** The exception of a query and its causes, the outermost first. */
    record Failure(List<Cause> causes) implements Outcome {
        Optional<String> condition() {
            return causes.stream().flatMap(cause -> cause.condition().stream()).findFirst();
        }
    }

    /** One exception; {@code message} is without what differs between two runs on one engine. */
    record Cause(String className, Optional<String> condition, Optional<String> sqlState, String message) {}

    /** Runs a query to its end. */
    static Outcome of(Supplier<Dataset<Row>> query) {
        try {
            Dataset<Row> frame = query.get();
            return rows(frame, frame.collectAsList());
        } catch (Exception failure) {
            // Spark throws checked exceptions without declaring them.
            return failure(failure);
        }
    }

    static Rows rows(Dataset<Row> frame, List<Row> rows) {
        Optional<int[]> keys = sortKeys(frame);
        List<String> texts = new ArrayList<>();
        List<String> keyTexts = new ArrayList<>();
        for (Row row : rows) {
            texts.add(ExactText.of(row));
            keys.ifPresent(places -> keyTexts.add(ExactText.of(row, places)));
        }
        texts.sort(null);
        return new Rows(frame.schema().treeString(), texts, keys.map(places -> keyTexts));
    }

    static Failure failure(Throwable failure) {
        List<Cause> causes = new ArrayList<>();
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (!isOfManyStages(cause)) {
                causes.add(cause(cause));
            }
        }
        return new Failure(causes);
    }

    /**
     * Whether an exception only counts the stages that failed. Adaptive execution wraps the first failure in it when a second stage
     * fails before the query ends (AdaptiveSparkPlanExec.cleanUpAndThrowException, Spark 4.1.3): that is a race on one engine, too.
     */
    private static boolean isOfManyStages(Throwable failure) {
        return failure instanceof SparkThrowable described
                && "STAGE_MATERIALIZATION_MULTIPLE_FAILURES".equals(described.getCondition())
                && failure.getCause() != null;
    }

    private static Cause cause(Throwable failure) {
        Optional<String> condition = Optional.empty();
        Optional<String> sqlState = Optional.empty();
        if (failure instanceof SparkThrowable described) {
            condition = Optional.ofNullable(described.getCondition());
            sqlState = Optional.ofNullable(described.getSqlState());
        }
        return new Cause(failure.getClass().getName(), condition, sqlState, steady(failure.getMessage()));
    }

    /** Strips ids, hosts and stack traces, which differ from run to run, from a message. */
    private static String steady(String message) {
        if (message == null) {
            return "";
        }
        return message.replaceAll("(?s)\nDriver stacktrace.*", "")
                .replaceAll("(?m)^\\s+at .*\\R?", "")
                .replaceAll("(?m)^\\s*\\.\\.\\. \\d+ more\\R?", "")
                .replaceAll("#\\d+L?", "#")
                // the seed that the analyzer draws for rand(), uuid(), shuffle(x)
                .replaceAll("Some\\(-?\\d{9,}\\)", "Some(seed)")
                .replaceAll("(?i)\\b(stage|task|tid|attempt|job)[ =_]?\\d+(\\.\\d+)*", "$1")
                .replaceAll("\\(TID\\) \\([^)]*\\)", "")
                .replaceAll("Lambda\\$?\\d*/(0x)?[0-9a-f]+", "Lambda")
                .replaceAll("plan_id=\\d+", "plan_id")
                .replaceAll("part-\\d+-[-0-9a-f]+", "part")
                .replaceAll("side_(stock|quiver)", "side")
                .strip();
    }

    private static Optional<int[]> sortKeys(Dataset<Row> frame) {
        LogicalPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) frame)
                .queryExecution()
                .optimizedPlan();
        Map<Long, Integer> places = new HashMap<>();
        for (Attribute attribute : CollectionConverters.asJava(plan.output())) {
            places.put(attribute.exprId().id(), places.size());
        }
        while (plan instanceof Project
                || plan instanceof Filter
                || plan instanceof GlobalLimit
                || plan instanceof LocalLimit
                || plan instanceof Offset) {
            plan = plan.children().head();
        }
        if (!(plan instanceof Sort sort) || !sort.global()) {
            return Optional.empty();
        }
        List<Integer> keys = new ArrayList<>();
        for (SortOrder order : CollectionConverters.asJava(sort.order())) {
            if (!(order.child() instanceof AttributeReference key)
                    || !places.containsKey(key.exprId().id())) {
                break;
            }
            keys.add(places.get(key.exprId().id()));
        }
        return Optional.of(keys.stream().mapToInt(Integer::intValue).toArray());
    }
}
