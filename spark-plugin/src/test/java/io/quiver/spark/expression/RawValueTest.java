/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class RawValueTest {
    private static final DataType TYPE = DataTypes.createDecimalType(15, 2);

    @Test
    void decimalsKeepTheScaleThatTheyHave() {
        for (String value : List.of("0", "-1.5", "144392.5", "1E+3", "12345678901234567890123456789012345678.9")) {
            Decimal raw = Decimal.apply(new BigDecimal(value));
            Decimal read = (Decimal) RawValue.of(RawValue.bytes(raw, TYPE));
            assertThat(read).isNotNull();
            assertThat(read.toString()).isEqualTo(raw.toString());
            assertThat(read.precision()).isEqualTo(raw.precision());
            assertThat(read.scale()).isEqualTo(raw.scale());
        }
    }

    @Test
    void decimalsInsideOfOtherValuesDoToo() {
        Decimal raw = Decimal.apply(1.5);
        GenericArrayData array = new GenericArrayData(new Object[] {raw, null, Decimal.apply(2)});
        ArrayData readArray = (ArrayData) RawValue.of(RawValue.bytes(array, DataTypes.createArrayType(TYPE)));
        assertThat(readArray).isNotNull();
        assertThat(readArray.toString()).isEqualTo(array.toString());

        UTF8String text = UTF8String.fromString("é");
        GenericInternalRow row = new GenericInternalRow(new Object[] {raw, text, 2.5, null});
        DataType struct = DataTypes.createStructType(List.of(
                DataTypes.createStructField("a", TYPE, true),
                DataTypes.createStructField("b", DataTypes.StringType, true),
                DataTypes.createStructField("c", DataTypes.DoubleType, true),
                DataTypes.createStructField("d", TYPE, true)));
        InternalRow readRow = (InternalRow) RawValue.of(RawValue.bytes(row, struct));
        assertThat(readRow).isEqualTo(row);
    }
}
