/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.operator.host.Phase;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.PartialFunction;
import scala.runtime.AbstractPartialFunction;

/**
 * Runs a declarative aggregate through its update, merge and evaluate expressions over (buffer ++ input), as AggregationIterator
 * of Spark 4.1 does.
 */
final class DeclarativeBuffer implements AggregateBuffer {
    private final List<AttributeReference> state;
    private final @Nullable DataType[] inputTypes;
    private final List<DataType> outputTypes = new ArrayList<>();
    private final MutableProjection initial;
    private final MutableProjection step;
    private final UnsafeProjection output;
    private final JoinedRow joined = new JoinedRow();

    DeclarativeBuffer(DeclarativeAggregate function, Phase phase) {
        state = Scala.list(function.aggBufferAttributes());
        List<AttributeReference> incoming = Scala.list(function.inputAggBufferAttributes());
        List<Expression> steps = new ArrayList<>();
        for (Expression expression :
                Scala.list(phase.readsState() ? function.mergeExpressions() : function.updateExpressions())) {
            steps.add(bind(expression, incoming));
        }
        List<Expression> results = new ArrayList<>();
        if (phase.writesState()) {
            for (AttributeReference attribute : state) {
                results.add(bind(attribute, List.of()));
            }
        } else {
            results.add(bind(function.evaluateExpression(), List.of()));
        }
        results.forEach(result -> outputTypes.add(result.dataType()));
        inputTypes = inputTypes(steps, state.size());
        initial = MutableProjection.create(Scala.<Expression>widen(function.initialValues()), Scala.seqOf());
        step = MutableProjection.create(Scala.seq(steps), Scala.seqOf());
        output = UnsafeProjection.create(Scala.seq(results));
        int partition = TaskContext.getPartitionId();
        initial.initialize(partition);
        step.initialize(partition);
        output.initialize(partition);
    }

    /** Binds the buffer's attributes to the first columns, and the input's attributes to the columns after them. */
    private Expression bind(Expression expression, List<AttributeReference> incoming) {
        PartialFunction<Expression, Expression> rebind = new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Expression node) {
                return node instanceof AttributeReference || node instanceof BoundReference;
            }

            @Override
            public Expression apply(Expression node) {
                if (node instanceof BoundReference reference) {
                    return new BoundReference(
                            state.size() + reference.ordinal(), reference.dataType(), reference.nullable());
                }
                AttributeReference attribute = (AttributeReference) node;
                int ordinal = position(state, attribute);
                if (ordinal < 0) {
                    ordinal = state.size() + position(incoming, attribute);
                }
                return new BoundReference(ordinal, attribute.dataType(), attribute.nullable());
            }
        };
        return expression.transform(rebind);
    }

    private static int position(List<AttributeReference> attributes, AttributeReference wanted) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).exprId().equals(wanted.exprId())) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable DataType[] inputTypes(List<Expression> steps, int stateSize) {
        @Nullable DataType[] all = BoundTypes.of(steps);
        int inputs = Math.max(0, all.length - stateSize);
        @Nullable DataType[] types = new DataType[inputs];
        System.arraycopy(all, all.length - inputs, types, 0, inputs);
        return types;
    }

    @Override
    public @Nullable DataType[] inputTypes() {
        return inputTypes;
    }

    @Override
    public List<DataType> outputTypes() {
        return outputTypes;
    }

    @Override
    public InternalRow create() {
        InternalRow buffer = new GenericInternalRow(state.size());
        initial.target(buffer).apply(InternalRow.empty());
        return buffer;
    }

    @Override
    public void add(InternalRow buffer, InternalRow input) {
        step.target(buffer).apply(joined.apply(buffer, input));
    }

    @Override
    public InternalRow output(InternalRow buffer) {
        return output.apply(buffer);
    }
}
