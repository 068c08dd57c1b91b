/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.RowReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes random rows of arrays, maps and structs, many of whose parts are null, empty, or duplicates. */
final class NestedValues {
    private static final int MOST_ELEMENTS = 7;
    private static final int NULL_OF = 5;
    private static final String[] TEXTS = {
        "", "a", "b", "\u00e9", "aa", "prefix_of_texts_1", "prefix_of_texts_2", "\ud83d\ude00"
    };
    private static final double[] REALS = {0.0, -0.0, Double.NaN, 1.5, -1, Double.POSITIVE_INFINITY, Double.MIN_VALUE};
    private static final StructType INNER =
            new StructType().add("x", DataTypes.LongType).add("y", DataTypes.createArrayType(DataTypes.IntegerType));
    private static final StructType STRUCT = new StructType()
            .add("a", DataTypes.IntegerType)
            .add("b", DataTypes.StringType)
            .add("c", INNER);

    static final StructType SCHEMA = new StructType()
            .add("k", DataTypes.IntegerType)
            .add("t", DataTypes.StringType)
            .add("d", DataTypes.DoubleType)
            .add("i", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("j", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("l", DataTypes.createArrayType(DataTypes.LongType))
            .add("s", DataTypes.createArrayType(DataTypes.StringType))
            .add("u", DataTypes.createArrayType(DataTypes.StringType))
            .add("x", DataTypes.createArrayType(DataTypes.DoubleType))
            .add("n", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.IntegerType)))
            .add("st", STRUCT)
            .add("ss", DataTypes.createArrayType(STRUCT))
            .add("m", DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType))
            .add("mi", DataTypes.createMapType(DataTypes.IntegerType, DataTypes.StringType))
            .add("md", DataTypes.createMapType(DataTypes.DoubleType, DataTypes.IntegerType));

    private final Random random;

    NestedValues(Random random) {
        this.random = random;
    }

    Batch batch(int rowCount) {
        DataType[] types = new DataType[SCHEMA.size()];
        for (int i = 0; i < types.length; i++) {
            types[i] = SCHEMA.apply(i).dataType();
        }
        List<InternalRow> rows = new ArrayList<>();
        for (int row = 0; row < rowCount; row++) {
            Object[] values = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                values[i] = random.nextInt(NULL_OF) == 0 ? null : value(types[i]);
            }
            rows.add(new GenericInternalRow(values));
        }
        return new RowReader(types).readAll(rows.iterator(), rowCount);
    }

    private Object value(DataType type) {
        if (type instanceof ArrayType array) {
            return array(array.elementType(), random.nextInt(MOST_ELEMENTS));
        }
        if (type instanceof MapType map) {
            return map(map);
        }
        if (type instanceof StructType struct) {
            Object[] fields = new Object[struct.size()];
            StructField[] types = struct.fields();
            for (int i = 0; i < fields.length; i++) {
                fields[i] = orNull(types[i].dataType());
            }
            return new GenericInternalRow(fields);
        }
        return atom(type);
    }

    private @Nullable Object orNull(DataType type) {
        return random.nextInt(NULL_OF) == 0 ? null : value(type);
    }

    private Object atom(DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return UTF8String.fromString(TEXTS[random.nextInt(TEXTS.length)]);
        }
        if (type.equals(DataTypes.DoubleType)) {
            return REALS[random.nextInt(REALS.length)];
        }
        int number = random.nextInt(40) == 0 ? Integer.MAX_VALUE : random.nextInt(6) - 1;
        return type.equals(DataTypes.LongType) ? (Object) (long) number : (Object) number;
    }

    private GenericArrayData array(DataType element, int count) {
        Object[] elements = new Object[count];
        for (int i = 0; i < count; i++) {
            elements[i] = orNull(element);
        }
        return new GenericArrayData(elements);
    }

    private ArrayBasedMapData map(MapType type) {
        Set<Object> keys = new LinkedHashSet<>();
        for (int i = random.nextInt(MOST_ELEMENTS); i > 0; i--) {
            keys.add(value(type.keyType()));
        }
        keys.remove(-0.0);
        return new ArrayBasedMapData(new GenericArrayData(keys.toArray()), array(type.valueType(), keys.size()));
    }

    /** The one value of a column of numbers, which is not null. */
    static String number(Column one) {
        if (one instanceof IntColumn ints) {
            return Integer.toString(ints.values()[0]);
        }
        if (one instanceof LongColumn longs) {
            return Long.toString(longs.values()[0]);
        }
        if (one instanceof DoubleColumn doubles) {
            return Long.toHexString(Double.doubleToRawLongBits(doubles.values()[0]));
        }
        return Boolean.toString(Bitmap.get(((BooleanColumn) one).words(), 0));
    }
}
