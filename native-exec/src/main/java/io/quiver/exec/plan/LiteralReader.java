/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Expression;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads Substrait literals. Equal literals of a plan become one object, so that expressions over byte arrays compare equal. */
public final class LiteralReader {
    private static final int MICROSECONDS = 6;

    private final TypeReader types;
    private final Map<Expression.Literal, Literal> known = new HashMap<>();

    public LiteralReader(TypeReader types) {
        this.types = types;
    }

    public Literal read(Expression.Literal literal) {
        return known.computeIfAbsent(literal, this::create);
    }

    @SuppressWarnings("deprecation") // as in TypeReader
    private Literal create(Expression.Literal literal) {
        return switch (literal.getLiteralTypeCase()) {
            case BOOLEAN -> new Literal(literal.getBoolean(), ColumnType.BOOLEAN);
            case I8 -> new Literal(literal.getI8(), ColumnType.BYTE);
            case I16 -> new Literal(literal.getI16(), ColumnType.SHORT);
            case I32 -> new Literal(literal.getI32(), ColumnType.INT);
            case I64 -> new Literal(literal.getI64(), ColumnType.LONG);
            case FP32 -> new Literal(literal.getFp32(), ColumnType.FLOAT);
            case FP64 -> new Literal(literal.getFp64(), ColumnType.DOUBLE);
            case STRING -> string(literal.getString());
            case FIXED_CHAR -> string(literal.getFixedChar());
            case VAR_CHAR -> string(literal.getVarChar().getValue());
            case BINARY -> new Literal(literal.getBinary().toByteArray(), ColumnType.BINARY);
            case FIXED_BINARY -> new Literal(literal.getFixedBinary().toByteArray(), ColumnType.BINARY);
            case DATE -> new Literal(literal.getDate(), ColumnType.DATE);
            case TIMESTAMP -> new Literal(literal.getTimestamp(), ColumnType.TIMESTAMP_NTZ);
            case TIMESTAMP_TZ -> new Literal(literal.getTimestampTz(), ColumnType.TIMESTAMP);
            case PRECISION_TIMESTAMP -> micros(literal.getPrecisionTimestamp(), ColumnType.TIMESTAMP_NTZ);
            case PRECISION_TIMESTAMP_TZ -> micros(literal.getPrecisionTimestampTz(), ColumnType.TIMESTAMP);
            case DECIMAL -> decimal(literal.getDecimal());
            case NULL -> new Literal(null, types.read(literal.getNull()));
            default -> throw PlanFailures.unsupported("literal of kind %s", literal.getLiteralTypeCase());
        };
    }

    private static Literal string(String value) {
        return new Literal(value.getBytes(StandardCharsets.UTF_8), ColumnType.STRING);
    }

    private static Literal micros(Expression.Literal.PrecisionTimestamp literal, ColumnType type) {
        if (literal.getPrecision() != MICROSECONDS) {
            throw PlanFailures.unsupported("%s literal of precision %d", type, literal.getPrecision());
        }
        return new Literal(literal.getValue(), type);
    }

    /** The unscaled value has 16 bytes, little endian. */
    private static Literal decimal(Expression.Literal.Decimal literal) {
        byte[] bytes = literal.getValue().toByteArray();
        for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
        BigInteger unscaled = new BigInteger(bytes);
        ColumnType type = ColumnType.decimal(literal.getPrecision(), literal.getScale());
        return type.precision() <= ColumnType.MAX_LONG_DIGITS
                ? new Literal(unscaled.longValueExact(), type)
                : new Literal(unscaled, type);
    }
}
