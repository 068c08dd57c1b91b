/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.bridge.type.TypeTranslator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.ArrayAggregate;
import org.apache.spark.sql.catalyst.expressions.ArrayContains;
import org.apache.spark.sql.catalyst.expressions.ArrayDistinct;
import org.apache.spark.sql.catalyst.expressions.ArrayExcept;
import org.apache.spark.sql.catalyst.expressions.ArrayExists;
import org.apache.spark.sql.catalyst.expressions.ArrayFilter;
import org.apache.spark.sql.catalyst.expressions.ArrayForAll;
import org.apache.spark.sql.catalyst.expressions.ArrayInsert;
import org.apache.spark.sql.catalyst.expressions.ArrayIntersect;
import org.apache.spark.sql.catalyst.expressions.ArrayJoin;
import org.apache.spark.sql.catalyst.expressions.ArrayMax;
import org.apache.spark.sql.catalyst.expressions.ArrayMin;
import org.apache.spark.sql.catalyst.expressions.ArrayPosition;
import org.apache.spark.sql.catalyst.expressions.ArrayRemove;
import org.apache.spark.sql.catalyst.expressions.ArrayRepeat;
import org.apache.spark.sql.catalyst.expressions.ArraySort;
import org.apache.spark.sql.catalyst.expressions.ArrayTransform;
import org.apache.spark.sql.catalyst.expressions.ArrayUnion;
import org.apache.spark.sql.catalyst.expressions.ArraysOverlap;
import org.apache.spark.sql.catalyst.expressions.ArraysZip;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.CreateArray;
import org.apache.spark.sql.catalyst.expressions.CreateMap;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Flatten;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.GetArrayStructFields;
import org.apache.spark.sql.catalyst.expressions.GetMapValue;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.JsonToStructs;
import org.apache.spark.sql.catalyst.expressions.MapConcat;
import org.apache.spark.sql.catalyst.expressions.MapEntries;
import org.apache.spark.sql.catalyst.expressions.MapFilter;
import org.apache.spark.sql.catalyst.expressions.MapFromArrays;
import org.apache.spark.sql.catalyst.expressions.MapKeys;
import org.apache.spark.sql.catalyst.expressions.MapValues;
import org.apache.spark.sql.catalyst.expressions.Reverse;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.catalyst.expressions.Size;
import org.apache.spark.sql.catalyst.expressions.Slice;
import org.apache.spark.sql.catalyst.expressions.SortArray;
import org.apache.spark.sql.catalyst.expressions.TransformKeys;
import org.apache.spark.sql.catalyst.expressions.TransformValues;
import org.apache.spark.sql.catalyst.expressions.ZipWith;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Lists the functions of nested values that run over columns of their parts, by Catalyst class. */
public final class NestedCatalog {
    /** Makes the call for an expression of a class; null if its types or constants are not covered. */
    @FunctionalInterface
    private interface Maker<E> {
        @Nullable
        NestedCall of(E expression, HostExpressions host);
    }

    private static final Map<Class<?>, Maker<Expression>> MAKERS = new HashMap<>();

    private NestedCatalog() {}

    @SuppressWarnings("unchecked") // the table's keys are the classes of its makers
    private static <E extends Expression> void add(Class<E> type, Maker<E> maker) {
        MAKERS.put(type, (Maker<Expression>) maker);
    }

    static {
        add(GetStructField.class, (field, host) -> PartAccess.field(field));
        add(GetArrayStructFields.class, (fields, host) -> PartAccess.fieldOfEach(fields));
        add(GetArrayItem.class, (item, host) -> PartAccess.item(item));
        add(ElementAt.class, (at, host) -> PartAccess.elementAt(at));
        add(GetMapValue.class, (value, host) -> PartAccess.value(value.child(), value.key()));
        add(Size.class, (size, host) -> PartAccess.size(size));
        add(MapKeys.class, (keys, host) -> PartAccess.part(keys.child(), 0, keys.dataType()));
        add(MapValues.class, (values, host) -> PartAccess.part(values.child(), 1, values.dataType()));
        add(MapEntries.class, (entries, host) -> PartAccess.entries(entries));

        add(ArrayContains.class, (contains, host) -> ArraySearches.contains(contains));
        add(ArrayPosition.class, (position, host) -> ArraySearches.position(position));
        add(ArrayRemove.class, (remove, host) -> ArraySearches.remove(remove));
        add(ArrayMin.class, (min, host) -> ArrayExtremes.call(min.child(), min.dataType(), 1));
        add(ArrayMax.class, (max, host) -> ArrayExtremes.call(max.child(), max.dataType(), -1));
        add(ArrayDistinct.class, (distinct, host) -> ArraySets.distinct(distinct));
        add(ArrayUnion.class, (union, host) -> ArraySets.union(union));
        add(ArrayExcept.class, (except, host) -> ArraySets.except(except));
        add(ArrayIntersect.class, (intersect, host) -> ArraySets.intersect(intersect));
        add(ArraysOverlap.class, (overlap, host) -> ArraySets.overlap(overlap));
        add(Slice.class, (slice, host) -> ArrayShapes.slice(slice));
        add(Reverse.class, (reverse, host) -> ArrayShapes.reverse(reverse));
        add(Flatten.class, (flatten, host) -> ArrayShapes.flatten(flatten));
        add(Concat.class, (concat, host) -> ArrayShapes.concat(concat));
        add(ArraysZip.class, (zip, host) -> ArrayShapes.zip(zip));
        add(ArrayJoin.class, (join, host) -> ArrayTexts.join(join));
        add(SortArray.class, (sort, host) -> NestedSorts.call(sort));
        add(ArraySort.class, NestedSorts::call);

        add(ArrayTransform.class, NestedLambdas::transform);
        add(ArrayFilter.class, NestedLambdas::filter);
        add(ArrayExists.class, NestedLambdas::exists);
        add(ArrayForAll.class, NestedLambdas::forAll);
        add(ArrayAggregate.class, NestedFolds::call);
        add(ZipWith.class, NestedLambdas::zip);
        add(MapFilter.class, NestedLambdas::filter);
        add(TransformValues.class, NestedLambdas::transform);
        add(TransformKeys.class, MapConstructors::transformKeys);

        add(CreateNamedStruct.class, (struct, host) -> Constructors.struct(struct));
        add(CreateArray.class, (array, host) -> Constructors.array(array));
        add(ArrayRepeat.class, (repeat, host) -> Constructors.repeat(repeat));
        add(ArrayInsert.class, (insert, host) -> Constructors.insert(insert));
        add(Sequence.class, (sequence, host) -> Sequences.call(sequence));
        add(JsonToStructs.class, NestedJson::structs);
        add(Invoke.class, (call, host) -> NestedJson.texts(call));
        add(StaticInvoke.class, NestedJson::keys);
        add(CreateMap.class, (map, host) -> MapConstructors.map(map));
        add(MapConcat.class, (concat, host) -> MapConstructors.concat(concat));
        add(MapFromArrays.class, (map, host) -> MapConstructors.fromArrays(map));
    }

    /** The Catalyst classes that have functions here, whatever their types. */
    public static Set<Class<?>> classes() {
        return Set.copyOf(MAKERS.keySet());
    }

    static @Nullable NestedCall call(Expression expression, HostExpressions host) {
        Maker<Expression> maker = MAKERS.get(expression.getClass());
        return maker == null ? null : maker.of(expression, host);
    }

    /** Whether kernels support values of the type. */
    static boolean isPlain(DataType type) {
        return TypeTranslator.isVectorised(type);
    }
}
