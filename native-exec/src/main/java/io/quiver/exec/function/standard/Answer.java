/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Collects the answers of a function, one per row. */
final class Answer {
    private final ColumnType type;
    private final ColumnBuilder builder;

    Answer(ColumnType type, int rowCount) {
        this.type = type;
        this.builder = ColumnBuilder.create(type, rowCount);
    }

    ColumnType type() {
        return type;
    }

    int rowCount() {
        return builder.rowCount();
    }

    void none() {
        builder.appendNull();
    }

    void of(boolean value) {
        builder.appendBoolean(value);
    }

    /** An integer that is known to fit. */
    void of(long value) {
        if (type.physical() == ColumnType.Physical.INTS) {
            builder.appendInt((int) value);
        } else {
            builder.appendLong(value);
        }
    }

    void of(double value) {
        if (type.physical() == ColumnType.Physical.FLOATS) {
            builder.appendFloat((float) value);
        } else {
            builder.appendDouble(value);
        }
    }

    void of(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        builder.appendBytes(bytes, 0, bytes.length);
    }

    /** Appends a decimal, rounded half up to the type's scale. Returns false, and appends nothing, where it has too many digits. */
    boolean fits(BigDecimal value) {
        BigDecimal scaled = value.setScale(type.scale(), java.math.RoundingMode.HALF_UP);
        if (scaled.precision() > type.precision() && scaled.signum() != 0) {
            return false;
        }
        BigInteger unscaled = scaled.unscaledValue();
        if (type.physical() == ColumnType.Physical.WIDE) {
            builder.appendWide(unscaled.shiftRight(64).longValue(), unscaled.longValue());
        } else {
            builder.appendLong(unscaled.longValue());
        }
        return true;
    }

    /** Appends a decimal. Too many digits are an error. */
    void of(BigDecimal value) {
        if (!fits(value)) {
            throw failure("%s does not fit in %s", value, type);
        }
    }

    /** Appends the value of a row of another column of the same type. */
    void of(Column column, int row) {
        builder.append(column, row);
    }

    Column build() {
        return builder.build();
    }

    /** The exception for a row to which a function has no answer. */
    static ExecutionException failure(String message, Object... values) {
        return new ExecutionException(ErrorCode.NO_ANSWER, message.formatted(values));
    }
}
