/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/** Records for every function of Spark's registries whether Quiver evaluated it, and if not, why. */
final class FunctionTally {
    private static final String MISSING = "should have been evaluated";

    private final Set<String> evaluated = new TreeSet<>();

    /** Notes that an example gave stock Spark's answer on Quiver; {@code optimized} is the plan that Spark's optimizer left of it. */
    void add(FunctionExample example, LogicalPlan optimized) {
        if (hasWork(optimized)) {
            evaluated.add(example.function());
        }
    }

    /** The functions that no example has had Quiver evaluate, with the reason where there is one. */
    private Map<String, String> others() {
        Map<String, String> others = new TreeMap<>();
        Collection<String> all = FunctionExample.names(FunctionRegistry$.MODULE$.builtin());
        all.addAll(FunctionExample.names(TableFunctionRegistry$.MODULE$.builtin()));
        for (String name : all) {
            String onSpark = StaysOnSpark.REASONS.get(name);
            if (onSpark != null) {
                others.put(name, onSpark);
            } else if (!evaluated.contains(name)) {
                others.put(name, reason(name));
            }
        }
        return others;
    }

    private static String reason(String name) {
        if (StaysOnSpark.IN_OTHER_PACKAGES.contains(name)) {
            return "its code is in a package of its own";
        }
        return StaysOnSpark.IN_THE_OPTIMIZER.contains(name) ? "Spark's optimizer puts a value in its place" : MISSING;
    }

    /** The functions that should have been evaluated and were not. */
    Set<String> missing() {
        Map<String, String> missing = new TreeMap<>(others());
        missing.values().removeIf(reason -> !reason.equals(MISSING));
        return missing.keySet();
    }

    /** For people. */
    String text() {
        Map<String, String> others = others();
        Set<String> here = new TreeSet<>(evaluated);
        here.removeAll(others.keySet());
        StringBuilder text = new StringBuilder("%d of %d functions were evaluated inside Quiver; the others:"
                .formatted(here.size(), here.size() + others.size()));
        others.forEach((name, reason) -> text.append("\n  %s: %s".formatted(name, reason)));
        return text.toString();
    }

    /** Whether some operator computes more than columns and values. */
    private static boolean hasWork(LogicalPlan plan) {
        return CollectionConverters.asJava(plan.expressions()).stream().anyMatch(FunctionTally::isWork)
                || CollectionConverters.asJava(plan.children()).stream().anyMatch(FunctionTally::hasWork);
    }

    private static boolean isWork(Expression expression) {
        Expression computed = expression instanceof Alias alias ? alias.child() : expression;
        return !(computed instanceof Attribute || computed instanceof Literal);
    }
}
