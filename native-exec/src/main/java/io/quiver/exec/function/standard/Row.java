/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A row of a kernel's arguments, all flat. One object serves all rows of a batch. */
final class Row {
    private final Column[] arguments;
    private int row;

    Row(Column[] arguments) {
        this.arguments = arguments;
    }

    void moveTo(int newRow) {
        row = newRow;
    }

    boolean isNull(int argument) {
        return arguments[argument].isNull(row);
    }

    boolean booleanAt(int argument) {
        return (((BooleanColumn) arguments[argument]).words()[row >> 6] >>> row & 1L) != 0;
    }

    /** An integer, a date, a time or an interval. */
    long longAt(int argument) {
        Column column = arguments[argument];
        return column instanceof IntColumn ints ? ints.values()[row] : ((LongColumn) column).values()[row];
    }

    double doubleAt(int argument) {
        Column column = arguments[argument];
        return column instanceof FloatColumn floats ? floats.values()[row] : ((DoubleColumn) column).values()[row];
    }

    BigDecimal decimalAt(int argument) {
        Column column = arguments[argument];
        BigInteger unscaled =
                column instanceof WideColumn wide ? wide.unscaled(row) : BigInteger.valueOf(longAt(argument));
        return new BigDecimal(unscaled, column.type().scale());
    }

    String textAt(int argument) {
        return ((BytesColumn) arguments[argument]).string(row);
    }

    /** The column behind an argument. The row's place in it is {@link #index}. */
    Column column(int argument) {
        return arguments[argument];
    }

    int index() {
        return row;
    }

    int size() {
        return arguments.length;
    }
}
