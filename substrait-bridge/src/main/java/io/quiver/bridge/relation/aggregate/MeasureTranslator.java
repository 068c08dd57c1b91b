/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.expression.ForeignAggregate;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.support.Dialect;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.AggregateFunctionInvocation;
import io.substrait.expression.EnumArg;
import io.substrait.expression.Expression;
import io.substrait.expression.Expression.AggregationInvocation;
import io.substrait.expression.Expression.AggregationPhase;
import io.substrait.expression.ExpressionCreator;
import io.substrait.expression.FunctionArg;
import io.substrait.relation.Aggregate;
import io.substrait.relation.ImmutableMeasure;
import io.substrait.type.Type;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateMode;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.Partial$;
import org.apache.spark.sql.catalyst.expressions.aggregate.PartialMerge$;
import org.apache.spark.sql.execution.aggregate.SimpleTypedAggregateExpression;
import org.apache.spark.sql.execution.aggregate.TypedAggregateExpression;
import scala.runtime.AbstractPartialFunction;

/**
 * Translates aggregate functions to measures. State is one struct whose fields are Spark's aggBufferAttributes, so that either
 * side of an exchange may stay with Spark. Functions without an accumulator are foreign: they use Spark's own update, merge and
 * evaluate.
 */
final class MeasureTranslator {
    private static final int NO_ORDINAL = -1;

    private final AggregateExpression aggregate;
    private final AggregateFunction function;
    private final AggregationPhase phase;
    private final RelationInput input;
    private final int stateOrdinal;
    private final ExpressionTranslator expressions;
    private final AggregateBuffers buffers;
    private final boolean isRaw;

    private MeasureTranslator(
            AggregateExpression aggregate,
            RelationInput input,
            int stateOrdinal,
            ExpressionTranslator expressions,
            AggregateBuffers buffers,
            boolean isRaw) {
        this.aggregate = aggregate;
        this.function = aggregate.aggregateFunction();
        this.phase = phase(aggregate.mode());
        this.input = input;
        this.stateOrdinal = stateOrdinal;
        this.expressions = expressions;
        this.buffers = buffers;
        this.isRaw = isRaw;
    }

    /**
     * Translates the functions of one node. Functions that merge find their state in the input's last columns, in the order of
     * the functions. Source: BaseAggregateExec.inputAttributes, Spark 4.1.3.
     *
     * @param raw the attribute ids of the functions whose results are output as they are
     */
    static List<Aggregate.Measure> translateAll(
            List<AggregateExpression> aggregates,
            RelationInput input,
            ExpressionTranslator expressions,
            AggregateBuffers buffers,
            Set<ExprId> raw) {
        aggregates.forEach(aggregate -> requireEvaluable(aggregate.aggregateFunction()));
        int stateOrdinal = input.output().size()
                - aggregates.stream()
                        .filter(aggregate -> readsState(phase(aggregate.mode())))
                        .mapToInt(MeasureTranslator::stateWidth)
                        .sum();
        List<Aggregate.Measure> measures = new ArrayList<>();
        for (AggregateExpression aggregate : aggregates) {
            boolean isRaw = raw.contains(aggregate.resultAttribute().exprId());
            measures.add(
                    new MeasureTranslator(aggregate, input, stateOrdinal, expressions, buffers, isRaw).translate());
            stateOrdinal += readsState(phase(aggregate.mode())) ? stateWidth(aggregate) : 0;
        }
        return measures;
    }

    static boolean writesState(AggregateMode mode) {
        return writesState(phase(mode));
    }

    static boolean writesState(AggregationPhase phase) {
        return phase == AggregationPhase.INITIAL_TO_INTERMEDIATE
                || phase == AggregationPhase.INTERMEDIATE_TO_INTERMEDIATE;
    }

    private static boolean readsState(AggregationPhase phase) {
        return phase == AggregationPhase.INTERMEDIATE_TO_INTERMEDIATE
                || phase == AggregationPhase.INTERMEDIATE_TO_RESULT;
    }

    private static AggregationPhase phase(AggregateMode mode) {
        if (mode == Partial$.MODULE$) {
            return AggregationPhase.INITIAL_TO_INTERMEDIATE;
        }
        if (mode == PartialMerge$.MODULE$) {
            return AggregationPhase.INTERMEDIATE_TO_INTERMEDIATE;
        }
        if (mode == Final$.MODULE$) {
            return AggregationPhase.INTERMEDIATE_TO_RESULT;
        }
        if (mode == Complete$.MODULE$) {
            return AggregationPhase.INITIAL_TO_RESULT;
        }
        throw new Untranslatable(Reason.OPERATOR_FORM, "aggregate mode %s".formatted(mode));
    }

    private static int stateWidth(AggregateExpression aggregate) {
        return aggregate.aggregateFunction().aggBufferAttributes().size();
    }

    private Aggregate.Measure translate() {
        Type state = stateType();
        Type value = isRaw
                ? TypeCreator.NULLABLE.BINARY
                : TypeTranslator.translate(function.dataType(), function.nullable());
        boolean isLazy = !readsState(phase) && LazyArguments.mayFail(function, expressions);
        Optional<NativeAggregate> vectorised =
                isLazy ? Optional.empty() : NativeAggregate.of(function, expressions.capabilities());
        List<FunctionArg> arguments = new ArrayList<>();
        arguments.add(EnumArg.of(vectorised.map(NativeAggregate::mode).orElse("LEGACY")));
        arguments.add(state);
        arguments.add(value);
        if (vectorised.isPresent()) {
            expressions.contents().countVectorised();
            expressions.contents().evaluatedByKernel(function);
            addNativeArguments(vectorised.get(), arguments);
        } else {
            expressions.contents().countForeign();
            addForeignArguments(arguments, isLazy);
        }
        ImmutableMeasure.Builder measure = Aggregate.Measure.builder()
                .function(AggregateFunctionInvocation.builder()
                        .declaration(Dialect.aggregate(
                                vectorised.map(NativeAggregate::name).orElse(Dialect.FOREIGN)))
                        .arguments(arguments)
                        .outputType(writesState(phase) ? state : value)
                        .aggregationPhase(phase)
                        .invocation(AggregationInvocation.ALL)
                        .build());
        if (!readsState(phase) && aggregate.filter().isDefined()) {
            measure.preMeasureFilter(expressions.translate(aggregate.filter().get()));
        }
        return measure.build();
    }

    private static void requireEvaluable(AggregateFunction function) {
        boolean isSparksOwn = function instanceof DeclarativeAggregate || function instanceof ImperativeAggregate;
        // the latter puts the input's expression in the place of all references, those inside it too (4.1.3)
        if (!isSparksOwn || function instanceof SimpleTypedAggregateExpression) {
            throw new Untranslatable(Reason.AGGREGATE_FUNCTION, function.prettyName());
        }
    }

    /** A required struct: a state always exists, though its fields may be null. */
    private Type stateType() {
        List<Type> fields = new ArrayList<>();
        for (AttributeReference attribute : state()) {
            fields.add(TypeTranslator.translate(attribute.dataType(), attribute.nullable()));
        }
        return TypeCreator.REQUIRED.struct(fields);
    }

    private List<AttributeReference> state() {
        return Scala.list(function.aggBufferAttributes());
    }

    private void addNativeArguments(NativeAggregate vectorised, List<FunctionArg> arguments) {
        boolean reads = readsState(phase);
        arguments.add(ordinal(vectorised.update(reads).map(expressions::addForeign)));
        arguments.add(ordinal(
                writesState(phase) ? Optional.empty() : vectorised.evaluate().map(expressions::addForeign)));
        addBuffers(arguments);
        if (reads) {
            arguments.add(stateArgument());
        } else {
            arguments.addAll(expressions.translateAll(vectorised.arguments()));
        }
    }

    /**
     * @param isLazy whether Spark's code computes each argument where it needs it: the measure then gets the columns instead
     */
    private void addForeignArguments(List<FunctionArg> arguments, boolean isLazy) {
        List<org.apache.spark.sql.catalyst.expressions.Expression> children = new ArrayList<>();
        List<org.apache.spark.sql.catalyst.expressions.Expression> values = new ArrayList<>();
        for (org.apache.spark.sql.catalyst.expressions.Expression child :
                Scala.<org.apache.spark.sql.catalyst.expressions.Expression>list(function.children())) {
            if (isLazy) {
                children.add(child.transform(new ColumnsBound(values)));
                expressions.contents().evaluatedBySpark(child);
            } else if (!(function instanceof TypedAggregateExpression)) {
                children.add(bound(child, values));
            } else if (children.isEmpty()) {
                children.add(child.transform(
                        new ColumnsBound(values))); // makes the input's object; the others are of the state
            } else {
                children.add(child);
            }
        }
        AggregateExpression bound = new AggregateExpression(
                (AggregateFunction) function.withNewChildren(Scala.seq(children)),
                aggregate.mode(),
                false,
                scala.Option.empty(),
                aggregate.resultId());
        if (expressions.capabilities().overColumns(bound).isEmpty()) {
            expressions.contents().functionEvaluatedBySpark(function);
        } else {
            expressions.contents().evaluatedByKernel(function);
        }
        ForeignAggregate foreign = new ForeignAggregate(bound, isRaw);
        arguments.add(ExpressionCreator.i32(false, expressions.contents().addForeignAggregate(foreign)));
        arguments.add(ordinal(Optional.empty()));
        addBuffers(arguments);
        if (readsState(phase)) {
            arguments.add(stateArgument());
        } else {
            ExpressionTranslator translator =
                    function instanceof ImperativeAggregate ? expressions.interpreted() : expressions;
            arguments.addAll(translator.translateAll(values));
        }
    }

    /**
     * A reference to the measure's argument with the child's value, which is added to {@code values} if it is new: listagg checks
     * whether it orders by the same value that it collects. Sort orders keep their form around their keys.
     */
    private static org.apache.spark.sql.catalyst.expressions.Expression bound(
            org.apache.spark.sql.catalyst.expressions.Expression child,
            List<org.apache.spark.sql.catalyst.expressions.Expression> values) {
        if (child.foldable()) {
            return child;
        }
        if (child instanceof SortOrder order) {
            List<org.apache.spark.sql.catalyst.expressions.Expression> parts = new ArrayList<>();
            Scala.<org.apache.spark.sql.catalyst.expressions.Expression>list(order.children())
                    .forEach(part -> parts.add(bound(part, values)));
            return (org.apache.spark.sql.catalyst.expressions.Expression) order.withNewChildren(Scala.seq(parts));
        }
        int ordinal = 0;
        while (ordinal < values.size() && !values.get(ordinal).semanticEquals(child)) {
            ordinal++;
        }
        if (ordinal == values.size()) {
            values.add(child);
        }
        return new BoundReference(ordinal, child.dataType(), child.nullable());
    }

    /** Replaces columns by references to arguments. */
    private static final class ColumnsBound
            extends AbstractPartialFunction<
                    org.apache.spark.sql.catalyst.expressions.Expression,
                    org.apache.spark.sql.catalyst.expressions.Expression> {
        private final List<org.apache.spark.sql.catalyst.expressions.Expression> values;

        ColumnsBound(List<org.apache.spark.sql.catalyst.expressions.Expression> values) {
            this.values = values;
        }

        @Override
        public boolean isDefinedAt(org.apache.spark.sql.catalyst.expressions.Expression node) {
            return node instanceof AttributeReference;
        }

        @Override
        public org.apache.spark.sql.catalyst.expressions.Expression apply(
                org.apache.spark.sql.catalyst.expressions.Expression node) {
            return bound(node, values);
        }
    }

    private void addBuffers(List<FunctionArg> arguments) {
        arguments.add(ExpressionCreator.bool(false, buffers.areObjects()));
        arguments.add(ExpressionCreator.i32(false, buffers.sortedAfter()));
    }

    private static Expression ordinal(Optional<Integer> ordinal) {
        return ExpressionCreator.i32(false, ordinal.orElse(NO_ORDINAL));
    }

    /** The input's state columns as one struct. */
    private Expression stateArgument() {
        List<Expression> columns = new ArrayList<>();
        for (int i = 0; i < stateWidth(aggregate); i++) {
            columns.add(RelationContext.column(input.rel(), stateOrdinal + i));
        }
        return ExpressionTranslator.call(
                Dialect.STRUCT, TypeCreator.REQUIRED.struct(columns.stream().map(Expression::getType)), columns);
    }
}
