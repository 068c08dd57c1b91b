/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.standalone.function.Call;
import io.quiver.exec.standalone.function.Guards;
import io.quiver.exec.standalone.function.Measures;
import io.quiver.exec.standalone.function.StandardMeasures;
import io.quiver.exec.standalone.function.Value;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AggregateFunction;
import io.substrait.proto.AggregateRel;
import io.substrait.proto.FunctionOption;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one aggregation into the executor's groups and a projection that computes the functions' results from them. */
final class StandardAggregates {
    /** A function of the plan. {@code isDistinct} means that repeated values are left out and that this matters. */
    private record Function(
            String name,
            List<Value> values,
            List<String> names,
            List<FunctionOption> options,
            Type type,
            Optional<Expression> filter,
            boolean isDistinct) {}

    private final Anchors anchors;
    private final StandardExpressions expressions;
    private final Relation input;

    StandardAggregates(Anchors anchors, StandardExpressions expressions, Relation input) {
        this.anchors = anchors;
        this.expressions = expressions;
        this.input = input;
    }

    /** Returns an expression to group or join by. It gives numbers that compare equal the same bits. */
    static Expression key(Expression expression) {
        return switch (expression.type().kind()) {
            case FLOAT, DOUBLE ->
                new Expression.Call(
                        "normalize_nan_and_zero", EvaluationMode.LEGACY, List.of(expression), expression.type());
            default -> expression;
        };
    }

    /** Returns the distinct rows of a relation. */
    static Relation distinct(Relation input) {
        return group(input, input.fields());
    }

    private static Relation group(Relation input, List<Value> keys) {
        List<Expression> columns =
                keys.stream().map(value -> key(value.expression())).toList();
        return new Relation(
                new PlanNode.AggregateNode(-1, input.node(), columns, List.of(), false),
                keys.stream().map(Value::type).toList());
    }

    Relation read(AggregateRel rel) {
        List<Value> keys = keys(rel);
        List<Function> functions =
                rel.getMeasuresList().stream().map(this::function).toList();
        if (functions.stream().noneMatch(Function::isDistinct)) {
            return aggregate(input, keys, functions);
        }
        return distinct(keys, functions);
    }

    @SuppressWarnings("deprecation") // plans of other producers have the keys in the grouping itself
    private List<Value> keys(AggregateRel rel) {
        if (rel.getGroupingsCount() > 1) {
            throw PlanFailures.unsupported("grouping sets");
        }
        List<Value> keys = new ArrayList<>();
        for (AggregateRel.Grouping grouping : rel.getGroupingsList()) {
            keys.addAll(expressions.readAll(grouping.getGroupingExpressionsList()));
            for (int reference : grouping.getExpressionReferencesList()) {
                if (reference >= rel.getGroupingExpressionsCount()) {
                    throw PlanFailures.invalid("grouping expression %d", reference);
                }
                keys.add(expressions.read(rel.getGroupingExpressions(reference)));
            }
        }
        return keys;
    }

    private Function function(AggregateRel.Measure measure) {
        AggregateFunction function = measure.getMeasure();
        String name = anchors.function(function.getFunctionReference());
        switch (function.getPhase()) {
            case AGGREGATION_PHASE_INITIAL_TO_RESULT, AGGREGATION_PHASE_UNSPECIFIED -> {}
            default -> throw PlanFailures.unsupported("%s of phase %s", name, function.getPhase());
        }
        StandardExpressions.Arguments arguments = expressions.arguments(function.getArgumentsList());
        boolean isDistinct =
                function.getInvocation() == AggregateFunction.AggregationInvocation.AGGREGATION_INVOCATION_DISTINCT
                        || name.equals("approx_count_distinct");
        return new Function(
                name,
                arguments.values(),
                arguments.names(),
                function.getOptionsList(),
                function.getOutputType(),
                measure.hasFilter() ? Optional.of(expressions.condition(measure.getFilter())) : Optional.empty(),
                isDistinct && StandardMeasures.countsAll(name));
    }

    /** Groups by keys and values first. All functions must be over the same values. */
    private Relation distinct(List<Value> keys, List<Function> functions) {
        Set<List<Value>> arguments = new HashSet<>();
        functions.forEach(function -> arguments.add(function.values()));
        boolean alike = arguments.size() == 1
                && functions.stream()
                        .allMatch(function -> function.filter().isEmpty()
                                && (function.isDistinct() || !StandardMeasures.countsAll(function.name())));
        if (!alike) {
            throw PlanFailures.unsupported(
                    "an aggregation of distinct values beside functions of other values, of all values, or with a filter");
        }
        List<Value> columns = new ArrayList<>(keys);
        columns.addAll(functions.get(0).values());
        Relation different = group(input, columns);
        List<Value> fields = different.fields();
        List<Value> values = fields.subList(keys.size(), fields.size());
        List<Function> over = functions.stream()
                .map(function -> new Function(
                        function.name(),
                        values,
                        function.names(),
                        function.options(),
                        function.type(),
                        Optional.empty(),
                        false))
                .toList();
        return aggregate(different, fields.subList(0, keys.size()), over);
    }

    private static Relation aggregate(Relation relation, List<Value> keys, List<Function> functions) {
        Measures measures = new Measures(keys.size());
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ColumnType type = keys.get(i).expression().type();
            results.add(new Value(
                    new Expression.FieldReference(i, type), keys.get(i).type()));
        }
        Guards noGuards = new Guards();
        for (Function function : functions) {
            measures.filterBy(function.filter());
            Call call = new Call(
                    function.name(),
                    function.values(),
                    function.names(),
                    function.options(),
                    function.type(),
                    noGuards);
            results.add(StandardMeasures.add(call, measures));
        }
        List<Expression> columns =
                keys.stream().map(value -> key(value.expression())).toList();
        PlanNode groups = new PlanNode.AggregateNode(-1, relation.node(), columns, measures.all(), keys.isEmpty());
        return new Relation(groups, List.of()).project(results);
    }
}
