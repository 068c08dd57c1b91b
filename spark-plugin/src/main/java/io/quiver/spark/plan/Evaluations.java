/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.bridge.support.Functions;
import io.quiver.bridge.support.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Option;

/** Records who evaluates the expressions of an operator on Quiver, as tags on the plan node itself. */
public final class Evaluations {
    private static final TreeNodeTag<Verdict.Supported> VERDICT = new TreeNodeTag<>("quiver.verdict");

    /** The same in JDK types, for readers that know the tag by name: the functions of kernels, then those of Spark's code. */
    private static final TreeNodeTag<List<List<String>>> FUNCTIONS = new TreeNodeTag<>("quiver.functions");

    private static final String BY_SPARKS_CODE = "by Spark's code: ";
    private static final String BETWEEN = ", ";

    private Evaluations() {}

    /** Tags an operator with its verdict; copies of the operator in fragments carry the tags. */
    public static void set(SparkPlan operator, Verdict.Supported verdict) {
        operator.setTagValue(VERDICT, verdict);
        operator.setTagValue(
                FUNCTIONS,
                List.of(verdict.functions().kernels(), verdict.functions().sparks()));
    }

    public static Optional<Verdict.Supported> of(SparkPlan operator) {
        Option<Verdict.Supported> verdict = operator.getTagValue(VERDICT);
        return verdict.isDefined() ? Optional.of(verdict.get()) : Optional.empty();
    }

    /** The distinct functions that Spark's code evaluates, in words; empty if there are none. */
    public static Optional<String> bySparksCode(SparkPlan operator) {
        return of(operator)
                .map(Verdict.Supported::functions)
                .filter(functions -> !functions.sparks().isEmpty())
                .map(functions -> BY_SPARKS_CODE + distinct(functions.sparks()));
    }

    /** Parses the functions that Spark's code evaluates from a text that ends in {@link #bySparksCode}. */
    public static List<String> sparksFunctionsIn(String node) {
        int start = node.lastIndexOf(BY_SPARKS_CODE);
        return start < 0
                ? List.of()
                : List.of(node.substring(start + BY_SPARKS_CODE.length()).split(BETWEEN, -1));
    }

    /** As {@link #bySparksCode}, followed by the functions that kernels evaluate. */
    public static Optional<String> all(SparkPlan operator) {
        return bySparksCode(operator).map(sparks -> {
            Functions functions = of(operator).orElseThrow().functions();
            return functions.kernels().isEmpty() ? sparks : sparks + "; by kernels: " + distinct(functions.kernels());
        });
    }

    private static String distinct(List<String> names) {
        return String.join(BETWEEN, new LinkedHashSet<>(names));
    }
}
