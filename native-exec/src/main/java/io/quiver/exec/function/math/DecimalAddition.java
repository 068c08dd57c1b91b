/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.LongArithmetic;
import io.quiver.exec.kernel.decimal.LongDecimals;
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.kernel.decimal.WideArithmetic;
import io.quiver.exec.kernel.decimal.WideDecimals;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Adds and subtracts decimals. The sum is exact at the larger scale and then brought to the result type, HALF_UP. Where the
 * result type has room for every sum, nothing is checked. Source: Spark 4.1.3 {@code Decimal.$plus},
 * {@code Add.resultDecimalType}.
 */
final class DecimalAddition {
    private final ColumnType left;
    private final ColumnType right;
    private final ColumnType result;
    private final EvaluationMode mode;
    private final boolean subtracts;
    private final int scale;
    private final int digits;

    private DecimalAddition(Signature signature, boolean subtracts) {
        this.left = signature.argument(0);
        this.right = signature.argument(1);
        this.result = signature.result();
        this.mode = signature.mode();
        this.subtracts = subtracts;
        this.scale = Math.max(left.scale(), right.scale());
        this.digits = Math.max(left.precision() - left.scale(), right.precision() - right.scale()) + scale;
    }

    static Kernel kernel(Signature signature, boolean subtracts) {
        DecimalAddition addition = new DecimalAddition(signature, subtracts);
        return NullIntolerantKernel.binaryOverConstants(signature.result(), addition.loop());
    }

    /** Whether the result type has the digits of every sum and difference. */
    static boolean fits(Signature signature) {
        return new DecimalAddition(signature, false).fits();
    }

    private boolean fits() {
        return result.scale() == scale && result.precision() > digits;
    }

    private NullIntolerantKernel.BinaryLoop loop() {
        boolean exactScale = result.scale() == scale;
        if (fits() && digits <= ColumnType.MAX_LONG_DIGITS) {
            return this::longs;
        }
        if (exactScale) {
            return this::wide;
        }
        return this::exact;
    }

    /** Both operands have at most 18 digits at the common scale, so that the sum fits in a long. */
    private Column longs(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        if (b instanceof ConstantColumn constant) {
            long value = scaled(constant, right);
            if (subtracts) {
                LongArithmetic.subtract(scaled(a, left, rowCount), value, rowCount, out);
            } else {
                LongArithmetic.add(scaled(a, left, rowCount), value, rowCount, out);
            }
        } else if (a instanceof ConstantColumn constant) {
            long value = scaled(constant, left);
            if (subtracts) {
                LongArithmetic.subtract(value, scaled(b, right, rowCount), rowCount, out);
            } else {
                LongArithmetic.add(scaled(b, right, rowCount), value, rowCount, out);
            }
        } else if (subtracts) {
            LongArithmetic.subtract(scaled(a, left, rowCount), scaled(b, right, rowCount), rowCount, out);
        } else {
            LongArithmetic.add(scaled(a, left, rowCount), scaled(b, right, rowCount), rowCount, out);
        }
        return DecimalColumns.of(out, result, rowCount);
    }

    private long[] scaled(Column column, ColumnType type, int rowCount) {
        return LongDecimals.scaleUp(((LongColumn) column).values(), scale - type.scale(), rowCount);
    }

    private long scaled(ConstantColumn constant, ColumnType type) {
        return ((LongColumn) constant.value()).values()[0] * PowersOfTen.LONGS[scale - type.scale()];
    }

    private Column wide(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        if (!fitsAtScale(a, left, rowCount) || !fitsAtScale(b, right, rowCount)) {
            return exact(a, b, rowCount, demanded);
        }
        ColumnType common = ColumnType.decimal(ColumnType.MAX_DIGITS, scale);
        WideColumn x = WideDecimals.view(a.flat(), common);
        WideColumn y = WideDecimals.view(b.flat(), common);
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        boolean overflow = subtracts
                ? WideArithmetic.subtract(x.high(), x.low(), y.high(), y.low(), rowCount, high, low)
                : WideArithmetic.add(x.high(), x.low(), y.high(), y.low(), rowCount, high, low);
        if (overflow) {
            return exact(a, b, rowCount, demanded);
        }
        return DecimalColumns.checked(high, low, result, mode, rowCount, demanded);
    }

    /** Whether all values, brought to the common scale, stay in 128 bits. */
    private boolean fitsAtScale(Column column, ColumnType type, int rowCount) {
        int more = scale - type.scale();
        if (more == 0 || type.precision() + more <= ColumnType.MAX_DIGITS) {
            return true;
        }
        Column values = column instanceof ConstantColumn constant ? constant.value() : column;
        return more <= ColumnType.MAX_LONG_DIGITS && DecimalColumns.narrow(values, values.rowCount()) != null;
    }

    private Column exact(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        ExactDecimals.BinaryOperation operation = subtracts ? BigDecimal::subtract : BigDecimal::add;
        return ExactDecimals.binary(operation, a, b, result, mode, rowCount, demanded);
    }
}
