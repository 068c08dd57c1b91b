/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.substrait.expression.Expression.SortField;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.util.UnsafeRowUtils$;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Keys of windows. Rows of a partition, and peers, are told apart by value, or by the bytes of a carried value where equal
 * values have equal bytes.
 */
final class WindowKeys {
    private WindowKeys() {}

    /** Spark compares them as unsafe rows, byte by byte, where that tells values apart. */
    static List<io.substrait.expression.Expression> partition(List<Expression> keys, ExpressionTranslator expressions) {
        for (Expression key : keys) {
            if (!TypeTranslator.isVectorised(key.dataType())
                    && !UnsafeRowUtils$.MODULE$.isBinaryStable(key.dataType())) {
                throw untranslatable("partition", key.dataType());
            }
        }
        return expressions.translateAll(keys);
    }

    /** Spark compares them by their order, to which two zeros and all NaNs are one. */
    static List<SortField> order(List<SortOrder> orders, ExpressionTranslator expressions) {
        for (SortOrder order : orders) {
            DataType type = order.child().dataType();
            if (!TypeTranslator.isVectorised(type)
                    && (!UnsafeRowUtils$.MODULE$.isBinaryStable(type) || holdsFloatingPoint(type))) {
                throw untranslatable("order", type);
            }
        }
        List<SortField> fields = new ArrayList<>();
        for (SortOrder order : orders) {
            fields.add(SortField.builder()
                    .expr(expressions.translate(order.child()))
                    .direction(SortKeys.direction(order))
                    .build());
        }
        return fields;
    }

    private static Untranslatable untranslatable(String kind, DataType type) {
        return new Untranslatable(Reason.TYPE, "%s key of type %s".formatted(kind, type.catalogString()));
    }

    private static boolean holdsFloatingPoint(DataType type) {
        if (type instanceof ArrayType array) {
            return holdsFloatingPoint(array.elementType());
        }
        if (type instanceof MapType map) {
            return holdsFloatingPoint(map.keyType()) || holdsFloatingPoint(map.valueType());
        }
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (holdsFloatingPoint(field.dataType())) {
                    return true;
                }
            }
        }
        return type instanceof FloatType || type instanceof DoubleType;
    }

    /** The order of one key that values are compared with. */
    static void requireComparable(List<SortOrder> orders) {
        DataType type = orders.get(0).child().dataType();
        if (!TypeTranslator.isVectorised(type)) {
            throw new Untranslatable(Reason.TYPE, "range of values of type %s".formatted(type.catalogString()));
        }
    }
}
