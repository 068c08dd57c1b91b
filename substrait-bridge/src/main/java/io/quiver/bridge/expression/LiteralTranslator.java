/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.bridge.type.TypeTranslator;
import io.substrait.expression.Expression;
import io.substrait.expression.ExpressionCreator;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Translates Catalyst literals to Substrait. */
final class LiteralTranslator {
    private static final int MICROSECONDS = 6;

    private LiteralTranslator() {}

    /** The literal, or empty if Substrait cannot express it: a type without kernels, or a string that is not UTF-8. */
    static Optional<Expression.Literal> translate(Literal literal) {
        return translate(literal.value(), literal.dataType());
    }

    /** Translates a value in Catalyst's representation. */
    static Optional<Expression.Literal> translate(@Nullable Object value, DataType type) {
        if (value == null) {
            return Optional.of(ExpressionCreator.typedNull(TypeTranslator.translate(type, true)));
        }
        if (!TypeTranslator.isVectorised(type)) {
            return Optional.empty();
        }
        if (type instanceof StringType) {
            UTF8String string = (UTF8String) value;
            return string.isValid()
                    ? Optional.of(ExpressionCreator.string(false, string.toString()))
                    : Optional.empty();
        }
        if (type instanceof DecimalType decimal) {
            return decimal(((Decimal) value).toJavaBigDecimal(), decimal);
        }
        return Optional.of(translateNonNull(value, type));
    }

    private static Expression.Literal translateNonNull(Object value, DataType type) {
        if (type instanceof BooleanType) {
            return ExpressionCreator.bool(false, (Boolean) value);
        }
        if (type instanceof ByteType) {
            return ExpressionCreator.i8(false, (Byte) value);
        }
        if (type instanceof ShortType) {
            return ExpressionCreator.i16(false, (Short) value);
        }
        if (type instanceof IntegerType) {
            return ExpressionCreator.i32(false, (Integer) value);
        }
        if (type instanceof LongType) {
            return ExpressionCreator.i64(false, (Long) value);
        }
        if (type instanceof FloatType) {
            return ExpressionCreator.fp32(false, (Float) value);
        }
        if (type instanceof DoubleType) {
            return ExpressionCreator.fp64(false, (Double) value);
        }
        if (type instanceof DateType) {
            return ExpressionCreator.date(false, (Integer) value);
        }
        if (type instanceof TimestampType) {
            return ExpressionCreator.precisionTimestampTZ(false, (Long) value, MICROSECONDS);
        }
        if (type instanceof TimestampNTZType) {
            return ExpressionCreator.precisionTimestamp(false, (Long) value, MICROSECONDS);
        }
        if (type instanceof BinaryType) {
            return ExpressionCreator.binary(false, (byte[]) value);
        }
        throw new IllegalArgumentException("no literal for vectorised type " + type.catalogString());
    }

    /** Empty if the value does not fit its type: Substrait's writer would cut off its digits. */
    private static Optional<Expression.Literal> decimal(BigDecimal value, DecimalType type) {
        BigDecimal exact = value.stripTrailingZeros();
        boolean fits = value.signum() == 0
                || exact.scale() <= type.scale()
                        && exact.precision() - exact.scale() <= type.precision() - type.scale();
        return fits
                ? Optional.of(ExpressionCreator.decimal(false, value, type.precision(), type.scale()))
                : Optional.empty();
    }
}
