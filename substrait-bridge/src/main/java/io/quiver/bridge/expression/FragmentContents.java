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

/** What a fragment's plan names by ordinal, and how much of the fragment is vectorised. Filled while it is translated. */
public final class FragmentContents {
    /** Equal expressions share an ordinal only where their errors would point at the same words of the query. */
    private record ForeignKey(Expression expression, Origin origin) {}

    /** Which subquery, and the ordinals of the fields on the way into its value, the outermost first. */
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

    /** The ordinal of a bound expression. Nondeterministic ones keep state, so each has its own. */
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
     * The ordinal of a part of a guarded expression, whose errors nobody sees: Spark's twin of the whole raises its own. So
     * equal parts share one wherever they stand in the query, and are computed once.
     */
    int addForeignPart(Expression bound) {
        Integer known = partOrdinals.get(bound);
        return known != null ? known : addForeign(bound);
    }

    /** The ordinal of what makes rows, its own: its rows may still be coming when another's begin. */
    int addForeignGenerator(Expression bound) {
        foreign.add(bound);
        return foreign.size() - 1;
    }

    /** The ordinal of an aggregate that Spark's own code computes. */
    public int addForeignAggregate(ForeignAggregate aggregate) {
        foreignAggregates.add(aggregate);
        return foreignAggregates.size() - 1;
    }

    /** The ordinal of a function that Spark's own window code computes over {@code input}. */
    public int addForeignWindow(Expression function, List<Attribute> input) {
        foreignWindows.add(new ForeignWindowFunction(function, input));
        return foreignWindows.size() - 1;
    }

    /** The ordinal of the value of a subquery, or of a field of the struct that it is. */
    int addParameter(Expression value) {
        ParameterKey key = ParameterKey.of(value);
        parameters.putIfAbsent(key, value);
        return List.copyOf(parameters.keySet()).indexOf(key);
    }

    /** Notes a function that a kernel evaluates. */
    public void evaluatedByKernel(Expression function) {
        kernels.add(FunctionName.of(function));
    }

    /** Notes an expression all of whose functions Spark's code evaluates. */
    public void evaluatedBySpark(Expression expression) {
        evaluatedByHost(expression, List.of());
    }

    /**
     * Notes an expression without a kernel: the host evaluates some of its functions a column at a time, Spark's code all others.
     *
     * @return whether all of its functions are evaluated a column at a time
     */
    boolean evaluatedByHost(Expression expression, List<Expression> overColumns) {
        List<String> left = FunctionName.all(expression, overColumns);
        kernels.addAll(FunctionName.each(overColumns));
        sparks.addAll(left);
        return left.isEmpty() && !overColumns.isEmpty();
    }

    /** Notes one function alone, not what its arguments are made of, that Spark's code evaluates. */
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
