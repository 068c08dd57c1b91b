/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.NestedColumn;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.CreateMap;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MapConcat;
import org.apache.spark.sql.catalyst.expressions.MapFromArrays;
import org.apache.spark.sql.catalyst.expressions.TransformKeys;
import org.apache.spark.sql.types.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Makes maps of columns of keys and of values. Maps with null or duplicate keys are left to Spark, which raises an error or drops
 * entries. Source: CreateMap, MapFromArrays, MapConcat, TransformKeys, ArrayBasedMapBuilder of Spark 4.1.3.
 */
final class MapConstructors {
    /** Most entries of a map whose keys are compared pairwise. */
    private static final int MOST_ENTRIES = 64;

    private MapConstructors() {}

    private static boolean isKnown(MapType type) {
        return NestedLayout.isOfParts(type) && ElementKeys.isKnown(SparkTypes.columnType(type.keyType()));
    }

    static @Nullable NestedCall map(CreateMap map) {
        List<Expression> children = Scala.list(map.children());
        if (children.isEmpty() || !isKnown(map.dataType())) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(map.dataType());
        int entries = children.size() / 2;
        return new NestedCall(children, (arguments, rowCount) -> {
            Column[] keys = new Column[entries];
            Column[] values = new Column[entries];
            for (int i = 0; i < entries; i++) {
                keys[i] = arguments[2 * i];
                values[i] = arguments[2 * i + 1];
            }
            int[] starts = new int[rowCount];
            Arrays.setAll(starts, row -> row * entries);
            int[] lengths = new int[rowCount];
            Arrays.fill(lengths, entries);
            return checked(
                    type,
                    Constructors.interleaved(keys, rowCount),
                    Constructors.interleaved(values, rowCount),
                    new UnsafeForm.Lists(starts, lengths, null, rowCount));
        });
    }

    static @Nullable NestedCall fromArrays(MapFromArrays map) {
        NestedViews keyViews = NestedViews.of(map.left().dataType());
        NestedViews valueViews = NestedViews.of(map.right().dataType());
        if (keyViews == null || valueViews == null || !isKnown(map.dataType())) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(map.dataType());
        return new NestedCall(List.of(map.left(), map.right()), (arguments, rowCount) -> {
            NestedColumn keys = keyViews.lists(arguments[0]);
            NestedColumn values = valueViews.lists(arguments[1]);
            long[] validity = Bitmap.and(keys.validity(), values.validity(), rowCount);
            for (int row = 0; row < rowCount; row++) {
                if (Bitmap.isSet(validity, row) && keys.lengths()[row] != values.lengths()[row]) {
                    return null;
                }
            }
            ListElements ofKeys = ListElements.ofEach(keys.withValidity(validity));
            ListElements ofValues = ListElements.ofEach(values.withValidity(validity));
            int[] starts = ListElements.starts(ofKeys.counts());
            return checked(
                    type,
                    ofKeys.parts().get(0),
                    ofValues.parts().get(0),
                    new UnsafeForm.Lists(starts, ofKeys.counts(), validity, rowCount));
        });
    }

    static @Nullable NestedCall concat(MapConcat concat) {
        List<Expression> children = Scala.list(concat.children());
        NestedViews views = NestedViews.of(concat.dataType());
        if (views == null || children.isEmpty() || !isKnown(concat.dataType())) {
            return null;
        }
        ColumnType type = SparkTypes.columnType(concat.dataType());
        return new NestedCall(children, (arguments, rowCount) -> {
            NestedColumn all = ArrayShapes.concatenated(
                    Arrays.stream(arguments).map(views::lists).toList(), type, rowCount);
            return checked(
                    type,
                    all.part(0),
                    all.part(1),
                    new UnsafeForm.Lists(all.starts(), all.lengths(), all.validity(), rowCount));
        });
    }

    static @Nullable NestedCall transformKeys(TransformKeys transform, HostExpressions host) {
        Optional<ElementLambda> known = ElementLambda.of(transform.function(), host);
        NestedViews views = NestedViews.of(transform.argument().dataType());
        if (known.isEmpty() || views == null || !isKnown(transform.dataType())) {
            return null;
        }
        ElementLambda lambda = known.get();
        ColumnType type = SparkTypes.columnType(transform.dataType());
        List<Expression> arguments = new ArrayList<>(List.of(transform.argument()));
        arguments.addAll(lambda.outer());
        return new NestedCall(arguments, (columns, rowCount) -> {
            NestedColumn maps = views.lists(columns[0]);
            ListElements entries = ListElements.forLambda(maps, lambda);
            Column keys = entries.evaluate(lambda, Arrays.copyOfRange(columns, 1, columns.length));
            return keys == null
                    ? null
                    : checked(
                            type,
                            keys,
                            entries.parts().get(1),
                            new UnsafeForm.Lists(entries.starts(), entries.counts(), maps.validity(), rowCount));
        });
    }

    /** Null if a key is null or occurs twice in a map. */
    private static @Nullable Column checked(ColumnType type, Column keys, Column values, UnsafeForm.Lists lists) {
        ElementKeys known = ElementKeys.of(keys.flat());
        for (int row = 0; row < lists.rowCount(); row++) {
            int from = lists.starts()[row];
            int to = from + lists.lengths()[row];
            if (to - from > MOST_ENTRIES) {
                return null;
            }
            for (int i = from; i < to; i++) {
                if (known.isNull(i)) {
                    return null;
                }
                for (int j = from; j < i; j++) {
                    if (known.areSame(i, known, j)) {
                        return null;
                    }
                }
            }
        }
        return UnsafeForm.nested(type, List.of(keys, values), lists);
    }
}
