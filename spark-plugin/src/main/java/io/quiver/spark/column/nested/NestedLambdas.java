/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.BatchRow;
import io.quiver.spark.column.NestedColumns;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.compat.Scala;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.ArrayAggregate;
import org.apache.spark.sql.catalyst.expressions.ArrayExists;
import org.apache.spark.sql.catalyst.expressions.ArrayFilter;
import org.apache.spark.sql.catalyst.expressions.ArrayForAll;
import org.apache.spark.sql.catalyst.expressions.ArrayTransform;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * Functions with a lambda over the elements of arrays: the body runs over the column of all elements of a batch. Source: ArrayTransform,
 * ArrayFilter, ArrayExists, ArrayForAll, ArrayAggregate of Spark 4.1.3.
 */
final class NestedLambdas {
    private NestedLambdas() {}

    /** What reads the function of nested arrays; null where Spark's code has to. */
    static NestedAccess.@Nullable Step step(Expression expression) {
        if (expression instanceof ArrayFilter filter) {
            ColumnType type = SparkTypes.columnType(filter.dataType());
            return overElements(filter.function(), (arrays, lambda) -> filter(arrays, lambda, type));
        }
        if (expression instanceof ArrayTransform transform && isPlain(elementType(transform.dataType()))) {
            ColumnType type = SparkTypes.columnType(transform.dataType());
            return overElements(transform.function(), (arrays, lambda) -> transform(arrays, lambda, type));
        }
        if (expression instanceof ArrayExists exists) {
            boolean knowsNull = exists.followThreeValuedLogic();
            return overElements(exists.function(), (arrays, lambda) -> decide(arrays, lambda, true, knowsNull));
        }
        if (expression instanceof ArrayForAll all) {
            return overElements(all.function(), (arrays, lambda) -> decide(arrays, lambda, false, true));
        }
        if (expression instanceof ArrayAggregate aggregate) {
            return aggregate(aggregate);
        }
        return null;
    }

    private static DataType elementType(DataType array) {
        return ((ArrayType) array).elementType();
    }

    private static boolean isPlain(DataType type) {
        return UnsafeForm.takesElements(SparkTypes.columnType(type));
    }

    /** What becomes of arrays and a function of their elements. */
    private interface OverElements {
        @Nullable
        Column of(NestedColumn arrays, ElementLambda lambda);
    }

    private static NestedAccess.@Nullable Step overElements(Expression function, OverElements taker) {
        Optional<ElementLambda> lambda = ElementLambda.of(function);
        return lambda.isEmpty()
                ? null
                : column -> column instanceof NestedColumn arrays ? taker.of(arrays, lambda.get()) : null;
    }

    /**
     * The elements that arrays have, one array after the other.
     *
     * @param starts where those of each row begin
     * @param counts how many each row has
     */
    private record Elements(Column column, int[] starts, int[] counts, int count) {
        static Elements of(NestedColumn arrays) {
            int[] counts = NestedColumns.counts(arrays);
            int[] starts = new int[counts.length];
            int count = 0;
            for (int row = 0; row < counts.length; row++) {
                starts[row] = count;
                count = Math.addExact(count, counts[row]);
            }
            int[] places = new int[count];
            for (int row = 0; row < counts.length; row++) {
                for (int i = 0; i < counts[row]; i++) {
                    places[starts[row] + i] = arrays.starts()[row] + i;
                }
            }
            return new Elements(arrays.part(0).gather(places, count), starts, counts, count);
        }

        /** The variables of a function of an element, and perhaps its place in its array. */
        List<Column> variables(ElementLambda lambda) {
            if (lambda.variableCount() == 1) {
                return List.of(column);
            }
            int[] places = new int[count];
            for (int row = 0; row < counts.length; row++) {
                for (int i = 0; i < counts[row]; i++) {
                    places[starts[row] + i] = i;
                }
            }
            return List.of(column, new IntColumn(ColumnType.INT, count, places, null));
        }

        @Nullable
        Column evaluate(ElementLambda lambda) {
            return lambda.evaluate(variables(lambda), count);
        }
    }

    private static @Nullable Column transform(NestedColumn arrays, ElementLambda lambda, ColumnType type) {
        Elements elements = Elements.of(arrays);
        Column made = elements.evaluate(lambda);
        return made == null
                ? null
                : UnsafeForm.nested(
                        type,
                        List.of(made),
                        new UnsafeForm.Lists(
                                elements.starts(), elements.counts(), arrays.validity(), arrays.rowCount()));
    }

    private static @Nullable Column filter(NestedColumn arrays, ElementLambda lambda, ColumnType type) {
        Elements elements = Elements.of(arrays);
        Column wanted = elements.evaluate(lambda);
        if (wanted == null) {
            return null;
        }
        long[] kept = ((BooleanColumn) wanted.flat()).trueRows();
        int[] starts = new int[arrays.rowCount()];
        int[] lengths = new int[arrays.rowCount()];
        int[] places = new int[elements.count()];
        int count = 0;
        for (int row = 0; row < starts.length; row++) {
            starts[row] = count;
            int end = elements.starts()[row] + elements.counts()[row];
            for (int i = elements.starts()[row]; i < end; i++) {
                if (Bitmap.get(kept, i)) {
                    places[count++] = i;
                }
            }
            lengths[row] = count - starts[row];
        }
        return UnsafeForm.nested(
                type,
                List.of(elements.column().gather(places, count)),
                new UnsafeForm.Lists(starts, lengths, arrays.validity(), arrays.rowCount()));
    }

    /** Whether the function is {@code decisive} for an element; else null where it is null for one and that counts. */
    private static @Nullable Column decide(
            NestedColumn arrays, ElementLambda lambda, boolean decisive, boolean knowsNull) {
        Elements elements = Elements.of(arrays);
        Column answers = elements.evaluate(lambda);
        if (answers == null) {
            return null;
        }
        BooleanColumn flat = (BooleanColumn) answers.flat();
        int rowCount = arrays.rowCount();
        long[] out = Bitmap.zeros(rowCount);
        long[] known = Bitmap.zeros(rowCount);
        for (int row = 0; row < rowCount; row++) {
            boolean isDecided = false;
            boolean hasNull = false;
            int end = elements.starts()[row] + elements.counts()[row];
            for (int i = elements.starts()[row]; i < end && !isDecided; i++) {
                hasNull |= flat.isNull(i);
                isDecided = !flat.isNull(i) && Bitmap.get(flat.words(), i) == decisive;
            }
            if (isDecided == decisive) {
                Bitmap.set(out, row);
            }
            if (!arrays.isNull(row) && (isDecided || !hasNull || !knowsNull)) {
                Bitmap.set(known, row);
            }
        }
        return new BooleanColumn(rowCount, out, known);
    }

    private static NestedAccess.@Nullable Step aggregate(ArrayAggregate aggregate) {
        Optional<ElementLambda> merge = ElementLambda.of(aggregate.merge());
        Optional<ElementLambda> finish = ElementLambda.of(aggregate.finish());
        boolean isKnown = merge.isPresent()
                && finish.isPresent()
                && aggregate.zero() instanceof Literal
                && isPlain(aggregate.zero().dataType())
                && isPlain(aggregate.dataType());
        if (!isKnown) {
            return null;
        }
        Object zero = ((Literal) aggregate.zero()).value();
        Folding folding = new Folding(merge.get().body(), finish.get().body(), aggregate, zero);
        return column -> column instanceof NestedColumn arrays ? folding.of(arrays) : null;
    }

    /** Folds the elements of an array into a value. */
    private static final class Folding {
        private final Expression merge;
        private final Expression finish;
        private final DataType[] elementTypes;
        private final DataType resultType;
        private final @Nullable Object zero;
        private @Nullable MutableProjection step;
        private @Nullable UnsafeProjection last;

        Folding(Expression merge, Expression finish, ArrayAggregate aggregate, @Nullable Object zero) {
            this.merge = merge;
            this.finish = finish;
            this.elementTypes = new DataType[] {elementType(aggregate.argument().dataType())};
            this.resultType = aggregate.dataType();
            this.zero = zero;
        }

        /** Null where a row fails. */
        @Nullable
        Column of(NestedColumn arrays) {
            Elements elements = Elements.of(arrays);
            BatchRow element = new BatchRow(elementTypes);
            element.reset(new Batch(List.of(elements.column()), elements.count()));
            GenericInternalRow folded = new GenericInternalRow(1);
            JoinedRow both = new JoinedRow();
            RowReader reader = new RowReader(new DataType[] {resultType});
            ColumnBuilder out = ColumnBuilder.create(SparkTypes.columnType(resultType), arrays.rowCount());
            TaskContext task = TaskContext.get();
            try {
                MutableProjection step = step();
                UnsafeProjection last = last();
                for (int row = 0; row < arrays.rowCount(); row++) {
                    if (task != null) {
                        task.killTaskIfInterrupted();
                    }
                    if (arrays.isNull(row)) {
                        out.appendNull();
                        continue;
                    }
                    folded.update(0, zero);
                    step.target(folded);
                    int end = elements.starts()[row] + elements.counts()[row];
                    for (int i = elements.starts()[row]; i < end; i++) {
                        step.apply(both.apply(folded, element.at(i)));
                        folded.update(0, InternalRow.copyValue(folded.genericGet(0)));
                    }
                    reader.append(out, 0, last.apply(folded));
                }
            } catch (Exception e) {
                Cancellation.unlessEnded(e);
                return null;
            }
            return out.build();
        }

        private MutableProjection step() {
            if (step == null) {
                step = MutableProjection.create(Scala.seq(List.of(merge)), Scala.seqOf());
                step.initialize(TaskContext.getPartitionId());
            }
            return step;
        }

        private UnsafeProjection last() {
            if (last == null) {
                last = UnsafeProjection.create(Scala.seqOf(finish));
                last.initialize(TaskContext.getPartitionId());
            }
            return last;
        }
    }
}
