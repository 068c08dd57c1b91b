/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.operator.host.Phase;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.ListAgg;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.execution.aggregate.TypedAggregateExpression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Runs an imperative aggregate on a buffer row that holds only its own state (offsets 0), including objects. */
final class ImperativeBuffer implements AggregateBuffer {
    private final ImperativeAggregate function;
    private final Phase phase;
    private final boolean isRaw;
    private final @Nullable DataType[] inputTypes;
    private final List<DataType> stateTypes = new ArrayList<>();

    /** {@code isRaw}: whether the result is output exactly as the function returns it, in the bytes of {@link RawValue}. */
    ImperativeBuffer(ImperativeAggregate function, Phase phase, boolean isRaw) {
        this.function = function.withNewMutableAggBufferOffset(0).withNewInputAggBufferOffset(0);
        this.phase = phase;
        this.isRaw = isRaw;
        for (AttributeReference attribute : Scala.list(this.function.aggBufferAttributes())) {
            stateTypes.add(attribute.dataType());
        }
        inputTypes = phase.readsState() ? stateTypes.toArray(new DataType[0]) : BoundTypes.of(inputs(this.function));
    }

    /** The expressions over the input; further children of typed aggregators are computed from the state. */
    private static List<Expression> inputs(ImperativeAggregate function) {
        return function instanceof TypedAggregateExpression typed
                ? List.of(typed.inputDeserializer().get())
                : Scala.list(Scala.<Expression>widen(function.children()));
    }

    @Override
    public @Nullable DataType[] inputTypes() {
        return inputTypes;
    }

    @Override
    public List<DataType> outputTypes() {
        if (phase.writesState()) {
            return stateTypes;
        }
        return List.of(isRaw ? DataTypes.BinaryType : function.dataType());
    }

    @Override
    public InternalRow create() {
        InternalRow buffer = new GenericInternalRow(stateTypes.size());
        function.initialize(buffer);
        return buffer;
    }

    @Override
    public void add(InternalRow buffer, InternalRow input) {
        if (phase.readsState()) {
            function.merge(buffer, input);
        } else {
            function.update(buffer, input);
        }
    }

    @Override
    public boolean keepsInputs() {
        return function instanceof CollectList || function instanceof ListAgg;
    }

    @Override
    public InternalRow output(InternalRow buffer) {
        if (!phase.writesState()) {
            Object result = function.eval(buffer);
            Object given = isRaw && result != null ? RawValue.bytes(result, function.dataType()) : result;
            return new GenericInternalRow(new @Nullable Object[] {given});
        }
        if (function instanceof TypedImperativeAggregate<?> typed) {
            typed.serializeAggregateBufferInPlace(buffer);
        }
        return buffer;
    }
}
