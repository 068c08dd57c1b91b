/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.NullIntolerantKernel.BinaryLoop;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.Remainders;
import io.quiver.exec.kernel.decimal.LongDecimals;
import io.quiver.exec.kernel.decimal.WideArithmetic;
import io.quiver.exec.kernel.decimal.WideDecimals;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Divides decimals and computes remainders. Spark divides to 39 fraction digits, rounded down, and then rounds HALF_UP to the
 * result's scale, which is HALF_UP of the exact quotient. This class does so in 128 bits where dividend and divisor are longs.
 * Source: Spark 4.1.3 {@code Decimal.$div}, {@code Decimal.$percent}, {@code Decimal.quot}.
 */
final class DecimalDivision {
    private static final int QUOTIENT_SCALE = ColumnType.MAX_DIGITS + 1;

    private final ColumnType left;
    private final ColumnType right;
    private final ColumnType result;
    private final EvaluationMode failure;

    private DecimalDivision(Signature signature, EvaluationMode failure) {
        this.left = signature.argument(0);
        this.right = signature.argument(1);
        this.result = signature.result();
        this.failure = failure;
    }

    static Optional<BinaryLoop> loop(DivisionFamily operator, Signature signature, EvaluationMode failure) {
        DecimalDivision division = new DecimalDivision(signature, failure);
        if (operator == DivisionFamily.INTEGRAL_DIVIDE) {
            return signature.result().kind() == ColumnType.Kind.LONG
                    ? Optional.of(division::integral)
                    : Optional.empty();
        }
        if (!signature.result().isDecimal()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (operator) {
                    case DIVIDE -> division::divide;
                    case REMAINDER -> division.remainderFitsLong() ? division::remainderOfLongs : division::remainder;
                    default -> division::positiveModulo;
                });
    }

    private Column divide(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        int shift = result.scale() - left.scale() + right.scale();
        long[] divisors = DecimalColumns.narrow(b, rowCount);
        if (shift < 0 || divisors == null || !dividendFits(a, shift, rowCount)) {
            return ExactDecimals.binary(DecimalDivision::quotient, a, b, result, failure, rowCount, demanded);
        }
        ColumnType shifted = ColumnType.decimal(ColumnType.MAX_DIGITS, left.scale() + shift);
        WideColumn dividend = WideDecimals.widen(a, shifted);
        long[] zeros = Remainders.zeros(divisors, rowCount);
        if (Bitmap.any(zeros, rowCount)) {
            divisors = withoutZeros(divisors, rowCount);
        }
        // widen gave us arrays of our own
        WideArithmetic.divide(dividend.high(), dividend.low(), divisors, rowCount);
        long[] notByZero = FailedRows.validity(failure, zeros, demanded, rowCount);
        Column quotient = DecimalColumns.checked(
                dividend.high(), dividend.low(), result, failure, rowCount, Bitmap.and(demanded, notByZero, rowCount));
        return notByZero == null
                ? quotient
                : quotient.withValidity(Bitmap.and(quotient.validity(), notByZero, rowCount));
    }

    private boolean dividendFits(Column dividend, int shift, int rowCount) {
        if (left.scale() + shift > ColumnType.MAX_DIGITS) {
            return false;
        }
        if (left.precision() + shift <= ColumnType.MAX_DIGITS) {
            return true;
        }
        // a long has 19 digits at most
        return shift + 19 <= ColumnType.MAX_DIGITS && DecimalColumns.narrow(dividend, rowCount) != null;
    }

    private static long[] withoutZeros(long[] divisors, int rowCount) {
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = divisors[i] == 0 ? 1 : divisors[i];
        }
        return out;
    }

    private static @Nullable BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? null : dividend.divide(divisor, QUOTIENT_SCALE, RoundingMode.DOWN);
    }

    private boolean remainderFitsLong() {
        int scale = Math.max(left.scale(), right.scale());
        return left.precision() + scale - left.scale() <= ColumnType.MAX_LONG_DIGITS
                && right.precision() + scale - right.scale() <= ColumnType.MAX_LONG_DIGITS
                && result.scale() == scale
                && DecimalColumns.isLong(result)
                && result.precision() - scale
                        >= Math.min(left.precision() - left.scale(), right.precision() - right.scale());
    }

    private Column remainderOfLongs(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        long[] x = LongDecimals.scaleUp(((LongColumn) a).values(), result.scale() - left.scale(), rowCount);
        long[] y = LongDecimals.scaleUp(((LongColumn) b).values(), result.scale() - right.scale(), rowCount);
        long[] out = new long[rowCount];
        Remainders.remainder(x, y, rowCount, out);
        long[] validity = FailedRows.validity(failure, Remainders.zeros(y, rowCount), demanded, rowCount);
        return new LongColumn(result, rowCount, out, validity);
    }

    private Column remainder(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        return ExactDecimals.binary(DecimalDivision::rest, a, b, result, failure, rowCount, demanded);
    }

    private static @Nullable BigDecimal rest(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? null : dividend.remainder(divisor, DecimalMultiplication.SPARK_CONTEXT);
    }

    private Column positiveModulo(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        ExactDecimals.BinaryOperation modulo = (dividend, divisor) -> {
            BigDecimal rest = rest(dividend, divisor);
            return rest == null || rest.signum() >= 0 ? rest : rest(rest.add(divisor), divisor);
        };
        return ExactDecimals.binary(modulo, a, b, result, failure, rowCount, demanded);
    }

    /** Spark brings the quotient to decimal(p1 - s1 + s2, 0), checks it, and takes the low 64 bits. */
    private Column integral(Column a, Column b, int rowCount, long @Nullable [] demanded) {
        int digits = left.precision() - left.scale() + right.scale();
        int precision = Math.min(Math.max(digits, 1), ColumnType.MAX_DIGITS);
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            BigDecimal divisor = ExactDecimals.decimal(b, i);
            BigDecimal whole = divisor.signum() == 0 ? null : wholeQuotient(ExactDecimals.decimal(a, i), divisor);
            if (whole == null || whole.precision() > precision) {
                Bitmap.set(failed, i);
            } else {
                out[i] = whole.longValue();
            }
        }
        return new LongColumn(result, rowCount, out, FailedRows.validity(failure, failed, demanded, rowCount));
    }

    private static BigDecimal wholeQuotient(BigDecimal dividend, BigDecimal divisor) {
        try {
            return dividend.divideToIntegralValue(divisor, DecimalMultiplication.SPARK_CONTEXT)
                    .setScale(0, RoundingMode.HALF_UP);
        } catch (ArithmeticException impossible) {
            throw Declined.batch();
        }
    }
}
