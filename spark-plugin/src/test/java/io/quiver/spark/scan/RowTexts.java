/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.spark.scan.text.TextScanRdd;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes values of Spark's rows, and its exceptions, as texts that can be compared. */
public final class RowTexts {
    private RowTexts() {}

    /** A row's values, as they are without a row around them. */
    public static String text(InternalRow row, DataType[] types) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            values.add(text(row.isNullAt(i) ? null : row.get(i, types[i]), types[i]));
        }
        return String.join("|", values);
    }

    public static String text(@Nullable Object value, DataType type) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ArrayData array && type instanceof ArrayType of) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < array.numElements(); i++) {
                elements.add(text(array.isNullAt(i) ? null : array.get(i, of.elementType()), of.elementType()));
            }
            return elements.toString();
        }
        if (value instanceof MapData map && type instanceof MapType of) {
            return text(map.keyArray(), new ArrayType(of.keyType(), false)) + "->"
                    + text(map.valueArray(), new ArrayType(of.valueType(), true));
        }
        return value instanceof InternalRow row && type instanceof StructType struct
                ? "{" + text(row, TextScanRdd.types(struct)) + "}"
                : String.valueOf(value);
    }

    public static String chain(Throwable thrown) {
        StringBuilder chain = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // The JIT compiler has an exception without a message for a place that has thrown many.
            chain.append(cause.toString()
                            .replaceAll("@[0-9a-f]+\\b", "@")
                            .replaceAll("(ArrayIndexOutOfBoundsException).*", "$1"))
                    .append('\n');
        }
        return chain.toString();
    }
}
