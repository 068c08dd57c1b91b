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
import io.quiver.exec.kernel.decimal.PowersOfTen;
import io.quiver.exec.kernel.decimal.WideArithmetic;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.LongColumn;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Multiplies decimals: in longs where the product fits, else in 128 bits where both factors are longs (also those of wide
 * types, as most are in practice), else in BigDecimal. Source: Spark 4.1.3 {@code Decimal.$times}, whose rounding to 39 digits
 * has no effect on products of 128 bits, and {@code Multiply.resultDecimalType}.
 */
final class DecimalMultiplication {
    /** Spark 4.1.3 {@code Decimal.MATH_CONTEXT}. */
    static final MathContext SPARK_CONTEXT = new MathContext(ColumnType.MAX_DIGITS + 1, RoundingMode.DOWN);

    private final ColumnType result;
    private final EvaluationMode mode;
    private final int digits;
    private final int surplusScale;

    private DecimalMultiplication(Signature signature) {
        ColumnType left = signature.argument(0);
        ColumnType right = signature.argument(1);
        this.result = signature.result();
        this.mode = signature.mode();
        this.digits = left.precision() + right.precision();
        this.surplusScale = left.scale() + right.scale() - result.scale();
    }

    static Kernel kernel(Signature signature) {
        DecimalMultiplication multiplication = new DecimalMultiplication(signature);
        return NullIntolerantKernel.binaryOverConstants(signature.result(), multiplication.loop());
    }

    /** Whether the result type has the digits of every product. */
    static boolean fits(Signature signature) {
        return new DecimalMultiplication(signature).fits();
    }

    private boolean fits() {
        return surplusScale == 0 && result.precision() >= digits;
    }

    private NullIntolerantKernel.BinaryLoop loop() {
        if (fits() && digits <= ColumnType.MAX_LONG_DIGITS) {
            return this::longs;
        }
        if (surplusScale >= 0 && surplusScale <= ColumnType.MAX_LONG_DIGITS) {
            return this::wide;
        }
        return this::exact;
    }

    private Column longs(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        if (b instanceof ConstantColumn constant) {
            LongArithmetic.multiply(values(a), values(constant.value())[0], rowCount, out);
        } else if (a instanceof ConstantColumn constant) {
            LongArithmetic.multiply(values(b), values(constant.value())[0], rowCount, out);
        } else {
            LongArithmetic.multiply(values(a), values(b), rowCount, out);
        }
        return DecimalColumns.of(out, result, rowCount);
    }

    private static long[] values(Column column) {
        return ((LongColumn) column).values();
    }

    private Column wide(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        long[] x = DecimalColumns.narrow(a instanceof ConstantColumn constant ? constant.value() : a, countOf(a));
        long[] y = DecimalColumns.narrow(b instanceof ConstantColumn constant ? constant.value() : b, countOf(b));
        if (x == null || y == null) {
            return exact(a, b, rowCount, demanded);
        }
        long[] high = new long[rowCount];
        long[] low = new long[rowCount];
        if (b instanceof ConstantColumn) {
            WideArithmetic.multiply(x, y[0], rowCount, high, low);
        } else if (a instanceof ConstantColumn) {
            WideArithmetic.multiply(y, x[0], rowCount, high, low);
        } else {
            WideArithmetic.multiply(x, y, rowCount, high, low);
        }
        if (surplusScale > 0) {
            WideArithmetic.divide(high, low, PowersOfTen.LONGS[surplusScale], RoundingMode.HALF_UP, rowCount);
        }
        return DecimalColumns.checked(high, low, result, mode, rowCount, demanded);
    }

    private static int countOf(Column column) {
        return column instanceof ConstantColumn ? 1 : column.rowCount();
    }

    private Column exact(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        return ExactDecimals.binary(
                (left, right) -> left.multiply(right, SPARK_CONTEXT), a, b, result, mode, rowCount, demanded);
    }
}
