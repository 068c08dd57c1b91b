/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.bridge.support.Functions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.execution.ScalarSubquery;

/** Collects what a fragment's plan refers to by ordinal, and how much of the fragment is vectorised. Filled during translation. */
public final class FragmentContents {
    /** Equal expressions share an ordinal only if their errors point to the same words of the query. */
    private record ForeignKey(Expression expression, Origin origin) {}

    /** A subquery, and the ordinals of the fields on the path into its value, the outermost first. */
    private record ParameterKey(ExprId subquery, List<Integer> fields) {
        static ParameterKey of(Expression value) {
            List<Integer> fields = new ArrayList<>();
            Expression inner = value;
            while (inner instanceof GetStructField field) {
                fields.add(0, field.ordinal());
                inner = field.child();
            }
            return new ParameterKey(((ScalarSubquery) inner).exprId(), fields);
        }
    }

    private final List<Expression> foreign = new ArrayList<>();
    private final Map<ForeignKey, Integer> foreignOrdinals = new HashMap<>();
    private final Map<Expression, Integer> partOrdinals = new HashMap<>();
    private final List<ForeignAggregate> foreignAggregates = new ArrayList<>();
    private final List<ForeignWindowFunction> foreignWindows = new ArrayList<>();
    private final Map<ParameterKey, Expression> parameters = new LinkedHashMap<>();
    private final List<String> kernels = new ArrayList<>();
    private final List<String> sparks = new ArrayList<>();
    private int vectorisedCount;
    private int foreignCount;

    /** Adds a bound expression; returns its ordinal. Nondeterministic ones keep state, so each has its own. */
    int addForeign(Expression bound) {
        if (!bound.deterministic()) {
            foreign.add(bound);
            return foreign.size() - 1;
        }
        int ordinal = foreignOrdinals.computeIfAbsent(new ForeignKey(bound, bound.origin()), key -> {
            foreign.add(bound);
            return foreign.size() - 1;
        });
        partOrdinals.putIfAbsent(bound, ordinal);
        return ordinal;
    }

    /**
     * Adds a part of a guarded expression; returns its ordinal. Nobody sees the part's errors, since Spark's twin of the whole
     * raises its own. So equal parts share an ordinal wherever they stand in the query, and are computed once.
     */
    int addForeignPart(Expression bound) {
        Integer known = partOrdinals.get(bound);
        return known != null ? known : addForeign(bound);
    }

    /** Adds a generator; returns an ordinal of its own, since its rows may still be coming when another's begin. */
    int addForeignGenerator(Expression bound) {
        foreign.add(bound);
        return foreign.size() - 1;
    }

    /** Adds an aggregate that Spark's own code computes; returns its ordinal. */
    public int addForeignAggregate(ForeignAggregate aggregate) {
        foreignAggregates.add(aggregate);
        return foreignAggregates.size() - 1;
    }

    /** Adds a function that Spark's own window code computes over {@code input}; returns its ordinal. */
    public int addForeignWindow(Expression function, List<Attribute> input) {
        foreignWindows.add(new ForeignWindowFunction(function, input));
        return foreignWindows.size() - 1;
    }

    /** Adds the value of a subquery, or a field of its struct value; returns its ordinal. */
    int addParameter(Expression value) {
        ParameterKey key = ParameterKey.of(value);
        parameters.putIfAbsent(key, value);
        return List.copyOf(parameters.keySet()).indexOf(key);
    }

    /** Records a function that a kernel evaluates. */
    public void evaluatedByKernel(Expression function) {
        kernels.add(FunctionName.of(function));
    }

    /** Records an expression whose functions are all evaluated by Spark's code. */
    public void evaluatedBySpark(Expression expression) {
        evaluatedByHost(expression, List.of());
    }

    /**
     * Records an expression without a kernel: the host evaluates some of its functions a column at a time, and Spark's code the
     * others.
     *
     * @return whether all of its functions are evaluated a column at a time
     */
    boolean evaluatedByHost(Expression expression, List<Expression> overColumns) {
        List<String> left = FunctionName.all(expression, overColumns);
        kernels.addAll(FunctionName.each(overColumns));
        sparks.addAll(left);
        return left.isEmpty() && !overColumns.isEmpty();
    }

    /** Records a single function that Spark's code evaluates, without the functions in its arguments. */
    public void functionEvaluatedBySpark(Expression function) {
        sparks.add(FunctionName.of(function));
    }

    public Functions functions() {
        return new Functions(kernels, sparks);
    }

    /** Counts an expression or aggregate that kernels compute. */
    public void countVectorised() {
        vectorisedCount++;
    }

    /** Counts an expression or aggregate that Spark's code computes. */
    public void countForeign() {
        foreignCount++;
    }

    public int vectorisedCount() {
        return vectorisedCount;
    }

    public int foreignCount() {
        return foreignCount;
    }

    public List<Expression> foreign() {
        return List.copyOf(foreign);
    }

    public List<ForeignAggregate> foreignAggregates() {
        return List.copyOf(foreignAggregates);
    }

    public List<ForeignWindowFunction> foreignWindows() {
        return List.copyOf(foreignWindows);
    }

    public List<Expression> parameters() {
        return List.copyOf(parameters.values());
    }
}
