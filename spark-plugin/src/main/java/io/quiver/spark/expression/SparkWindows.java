/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.bridge.expression.ForeignWindowFunction;
import io.quiver.exec.error.Cancellation;
import io.quiver.exec.operator.host.ForeignWindows;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.execution.window.AggregateProcessor;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction2;

/** Runs Spark's own functions over frames: the AggregateProcessor of its window operator over rows of batches. */
public final class SparkWindows implements ForeignWindows {
    private final List<ForeignWindowFunction> windows;

    public SparkWindows(List<ForeignWindowFunction> windows) {
        this.windows = windows;
    }

    @Override
    public ForeignWindows.ForeignWindow create(int ordinal) {
        return new Processor(windows.get(ordinal));
    }

    private static final class Processor implements ForeignWindows.ForeignWindow {
        private final AggregateProcessor processor;
        private final SpecificInternalRow result;
        private final RowReader reader;
        private final BatchRow row;
        /** Converts nested values, which functions hold as objects, to the form that columns carry. */
        private final @Nullable UnsafeProjection toUnsafe;

        private @Nullable Batch batch;

        Processor(ForeignWindowFunction window) {
            Expression function = window.function();
            processor =
                    SparkApi.get().windowProcessor(function, Scala.<Attribute>seq(window.input()), new Projections());
            result = new SpecificInternalRow(Scala.<DataType>seqOf(function.dataType()));
            DataType[] resultTypes = {function.dataType()};
            reader = new RowReader(resultTypes);
            boolean isCarried = SparkTypes.columnType(function.dataType()).kind() == ColumnType.Kind.OPAQUE;
            toUnsafe = isCarried ? UnsafeProjection.create(resultTypes) : null;
            row = new BatchRow(typesLookedAt(function, window.input()));
        }

        private static @Nullable DataType[] typesLookedAt(Expression function, List<Attribute> input) {
            Set<ExprId> references = new HashSet<>();
            scala.collection.Iterator<Attribute> attributes =
                    function.references().iterator();
            while (attributes.hasNext()) {
                references.add(attributes.next().exprId());
            }
            @Nullable DataType[] types = new DataType[input.size()];
            for (int i = 0; i < types.length; i++) {
                Attribute attribute = input.get(i);
                types[i] = references.contains(attribute.exprId()) ? attribute.dataType() : null;
            }
            return types;
        }

        @Override
        public void initialize(int partitionRows) {
            processor.initialize(partitionRows);
        }

        @Override
        public void update(Batch rows, int from, int to) {
            if (rows != batch) {
                row.reset(rows);
                batch = rows;
            }
            for (int i = from; i < to; i++) {
                Cancellation.checkAt(i);
                processor.update(row.at(i));
            }
        }

        @Override
        public void evaluate(ColumnBuilder out) {
            processor.evaluate(result);
            reader.append(out, 0, toUnsafe == null ? result : toUnsafe.apply(result));
        }
    }

    /** Compiles Spark's projections. */
    private static final class Projections
            extends AbstractFunction2<Seq<Expression>, Seq<Attribute>, MutableProjection> {
        @Override
        public MutableProjection apply(Seq<Expression> expressions, Seq<Attribute> schema) {
            return MutableProjection.create(expressions, schema);
        }
    }
}
