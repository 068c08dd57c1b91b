/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.junit.jupiter.api.Test;

/** Rows whose decimals do not fit their type, as third-party sources, generators and functions may return them. */
class TypedDecimalTest {
    private static final List<String> VALUES = List.of(
            "0",
            "-0.0",
            "1.5",
            "144392.5",
            "-7",
            "0.005",
            "-0.005",
            "2.675",
            "1E+3",
            "99999.994",
            "99999.995",
            "1E+20",
            "123456789012345678901234567890.12345678",
            "-1E-30",
            "0.00000000000000000000000000000000000001");

    private static final DataType[] TYPES = {
        DataTypes.createDecimalType(7, 2),
        DataTypes.createDecimalType(15, 2),
        DataTypes.createDecimalType(18, 0),
        DataTypes.createDecimalType(20, 4),
        DataTypes.createDecimalType(38, 10),
        DataTypes.createDecimalType(38, 38)
    };

    @Test
    void rowsGetTheDecimalsThatSparksRowsHave() {
        for (DataType type : TYPES) {
            for (String value : VALUES) {
                DataType[] types = {type, DataTypes.createArrayType(type)};
                InternalRow unsafe = UnsafeProjection.create(types).apply(row(value));
                assertThat(read(types, row(value)))
                        .as("%s as %s", value, type.catalogString())
                        .isEqualTo(read(types, unsafe));
            }
        }
    }

    @Test
    void theDecimalItselfStaysAsItIs() {
        Decimal raw = decimal("144392.55");
        assertThat(String.valueOf(TypedDecimal.of(raw, 15, 1))).isEqualTo("144392.6");
        assertThat(TypedDecimal.of(raw, 4, 1)).isNull();
        assertThat(raw.toString()).isEqualTo("144392.55");
    }

    private static InternalRow row(String value) {
        Object[] elements = {decimal(value), null, decimal("1.5")};
        return new GenericInternalRow(new Object[] {decimal(value), new GenericArrayData(elements)});
    }

    private static Decimal decimal(String value) {
        return Decimal.apply(new BigDecimal(value));
    }

    private static String read(DataType[] types, InternalRow row) {
        Iterator<InternalRow> rows = List.of(row).iterator();
        Batch batch = new RowReader(types).read(rows, 1);
        BatchRow read = new BatchRow(types);
        read.reset(batch);
        read.at(0);
        return read.get(0, types[0]) + " " + read.getArray(1).toString();
    }
}
