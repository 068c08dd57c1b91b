/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.bridge.type.TypeTranslator;
import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.kernel.RowNulls;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.ArrayAggregate;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Folds arrays into values: first the first elements of all arrays of a batch, then the second elements, and so on. Each array is
 * folded in its order. Source: ArrayAggregate of Spark 4.1.3.
 */
final class NestedFolds {
    /** With fewer rows per step on average, Spark's code is as fast. */
    private static final int LEAST_ROWS = 16;

    private final NestedViews views;
    private final ElementLambda merge;
    private final ElementLambda finish;
    private final int mergeOuter;

    private NestedFolds(NestedViews views, ElementLambda merge, ElementLambda finish) {
        this.views = views;
        this.merge = merge;
        this.finish = finish;
        this.mergeOuter = merge.outer().size();
    }

    static @Nullable NestedCall call(ArrayAggregate aggregate, HostExpressions host) {
        Optional<ElementLambda> merge = ElementLambda.of(aggregate.merge(), host);
        Optional<ElementLambda> finish = ElementLambda.of(aggregate.finish(), host);
        NestedViews views = NestedViews.of(aggregate.argument().dataType());
        if (merge.isEmpty()
                || finish.isEmpty()
                || views == null
                || !TypeTranslator.isVectorised(aggregate.zero().dataType())) {
            return null;
        }
        List<Expression> arguments = new ArrayList<>(List.of(aggregate.argument(), aggregate.zero()));
        List<BoundReference> outer = new ArrayList<>(merge.get().outer());
        outer.addAll(finish.get().outer());
        arguments.addAll(outer);
        return new NestedCall(arguments, new NestedFolds(views, merge.get(), finish.get())::of);
    }

    private @Nullable Column of(Column[] arguments, int rowCount) {
        NestedColumn arrays = views.lists(arguments[0]);
        int[] counts = NestedColumns.counts(arrays);
        int longest = Arrays.stream(counts).max().orElse(0);
        if (ListElements.total(counts) < (long) LEAST_ROWS * longest) {
            return null;
        }
        int[] order = longestFirst(counts, longest);
        Column folded = folded(arrays, counts, order, longest, arguments);
        if (folded == null) {
            return null;
        }
        List<Column> columns = new ArrayList<>(List.of(folded.gather(inverse(order), rowCount)));
        columns.addAll(Arrays.asList(arguments).subList(2 + mergeOuter, arguments.length));
        long[] validity = arrays.validity();
        Column result = finish.evaluate(columns, rowCount, validity);
        return result == null || validity == null ? result : RowNulls.keep(result, validity);
    }

    /** Orders the rows by descending array length, so that the rows that continue form a prefix. */
    private static int[] longestFirst(int[] counts, int longest) {
        int[] ends = new int[longest + 2];
        for (int count : counts) {
            ends[longest - count + 1]++;
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] order = new int[counts.length];
        for (int row = 0; row < counts.length; row++) {
            order[ends[longest - counts[row]]++] = row;
        }
        return order;
    }

    private static int[] inverse(int[] order) {
        int[] places = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return places;
    }

    /** The folded value of each row of {@code order}; null if a row fails. */
    private @Nullable Column folded(NestedColumn arrays, int[] counts, int[] order, int longest, Column[] arguments) {
        Column value = arguments[1].gather(order, order.length);
        List<Column> outer = new ArrayList<>(mergeOuter);
        for (int i = 0; i < mergeOuter; i++) {
            outer.add(arguments[2 + i].gather(order, order.length));
        }
        List<Column> ended = new ArrayList<>();
        long bytes = 0;
        int going = order.length;
        int[] places = new int[going];
        for (int step = 0; step < longest; step++) {
            Cancellation.check();
            int before = going;
            while (counts[order[going - 1]] == step) {
                going--;
            }
            if (going < before) {
                Column rows = rows(value, going, before);
                bytes += ColumnBuilder.bytesOf(rows);
                TooManyBytes.unlessFew(bytes, order.length);
                ended.add(rows);
            }
            for (int i = 0; i < going; i++) {
                places[i] = arrays.starts()[order[i]] + step;
            }
            List<Column> columns =
                    new ArrayList<>(List.of(value.prefix(going), arrays.part(0).gather(places, going)));
            for (Column column : outer) {
                columns.add(column.prefix(going));
            }
            value = merge.evaluate(columns, going, null);
            if (value == null) {
                return null;
            }
        }
        ended.add(rows(value, 0, going));
        return joined(ended, order.length);
    }

    /** Copies some rows, so that the others do not stay in memory. */
    private static Column rows(Column column, int from, int to) {
        int[] rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        Column some = column.gather(rows, rows.length);
        return some instanceof BytesColumn ? some.owned() : some;
    }

    /** Joins the pieces, the last one first. */
    private static Column joined(List<Column> pieces, int rowCount) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        ColumnBuilder builder = ColumnBuilder.create(pieces.get(0).type(), rowCount);
        for (int i = pieces.size() - 1; i >= 0; i--) {
            builder.appendPrefix(pieces.get(i), pieces.get(i).rowCount());
        }
        return builder.build();
    }
}
