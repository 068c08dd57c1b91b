/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.function.StandardTypes;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Reads an Arrow vector as a column of the type that a plan says it has. */
final class ArrowColumn {
    /** Appends a row of the vector that is not null. */
    private interface Appender {
        void append(int row, ColumnBuilder builder);
    }

    private final FieldVector vector;
    private final ColumnType type;
    private final Appender appender;
    private byte[] scratch = new byte[64];

    ArrowColumn(FieldVector vector, Type type) {
        this.vector = vector;
        this.type = StandardTypes.column(type);
        this.appender = appender(type);
    }

    Column read(int from, int count) {
        ColumnBuilder builder = ColumnBuilder.create(type, count);
        for (int row = from; row < from + count; row++) {
            if (vector.isNull(row)) {
                builder.appendNull();
            } else {
                appender.append(row, builder);
            }
        }
        return builder.build();
    }

    private Appender appender(Type wanted) {
        return switch (type.kind()) {
            case BOOLEAN -> {
                BitVector bits = vector(BitVector.class, wanted);
                yield (row, builder) -> builder.appendBoolean(bits.get(row) != 0);
            }
            case BYTE -> {
                TinyIntVector bytes = vector(TinyIntVector.class, wanted);
                yield (row, builder) -> builder.appendInt(bytes.get(row));
            }
            case SHORT -> {
                SmallIntVector shorts = vector(SmallIntVector.class, wanted);
                yield (row, builder) -> builder.appendInt(shorts.get(row));
            }
            case INT -> ints(wanted);
            case DATE -> {
                DateDayVector days = vector(DateDayVector.class, wanted);
                yield (row, builder) -> builder.appendInt(days.get(row));
            }
            case LONG -> longs(wanted);
            case FLOAT -> {
                Float4Vector floats = vector(Float4Vector.class, wanted);
                yield (row, builder) -> builder.appendFloat(floats.get(row));
            }
            case DOUBLE -> {
                Float8Vector doubles = vector(Float8Vector.class, wanted);
                yield (row, builder) -> builder.appendDouble(doubles.get(row));
            }
            case TIMESTAMP, TIMESTAMP_NTZ -> timestamps(wanted);
            case DECIMAL -> decimals(wanted);
            case STRING, BINARY -> bytes(wanted);
            case NULL, OPAQUE -> throw mismatch(wanted);
        };
    }

    private Appender ints(Type wanted) {
        if (wanted.hasIntervalYear()) {
            IntervalYearVector months = vector(IntervalYearVector.class, wanted);
            return (row, builder) -> builder.appendInt(IntervalYearVector.getTotalMonths(months.getDataBuffer(), row));
        }
        IntVector ints = vector(IntVector.class, wanted);
        return (row, builder) -> builder.appendInt(ints.get(row));
    }

    private Appender longs(Type wanted) {
        if (wanted.hasIntervalDay()) {
            DurationVector durations = vector(DurationVector.class, wanted);
            long unit = micros(((ArrowType.Duration) vector.getField().getType()).getUnit(), wanted);
            return (row, builder) ->
                    builder.appendLong(Math.multiplyExact(DurationVector.get(durations.getDataBuffer(), row), unit));
        }
        if (wanted.hasI64()) {
            BigIntVector longs = vector(BigIntVector.class, wanted);
            return (row, builder) -> builder.appendLong(longs.get(row));
        }
        TimeMicroVector times = vector(TimeMicroVector.class, wanted);
        return (row, builder) -> builder.appendLong(times.get(row));
    }

    private Appender timestamps(Type wanted) {
        TimeStampVector timestamps = vector(TimeStampVector.class, wanted);
        ArrowType.Timestamp arrow = (ArrowType.Timestamp) vector.getField().getType();
        if ((arrow.getTimezone() == null) != (type.kind() == ColumnType.Kind.TIMESTAMP_NTZ)) {
            throw mismatch(wanted);
        }
        long unit = micros(arrow.getUnit(), wanted);
        return (row, builder) -> builder.appendLong(Math.multiplyExact(timestamps.get(row), unit));
    }

    private long micros(TimeUnit unit, Type wanted) {
        long micros = ArrowTypes.micros(unit);
        if (micros == 0) {
            throw mismatch(wanted);
        }
        return micros;
    }

    private Appender decimals(Type wanted) {
        DecimalVector decimals = vector(DecimalVector.class, wanted);
        if (decimals.getScale() != type.scale() || decimals.getPrecision() > type.precision()) {
            throw mismatch(wanted);
        }
        return (row, builder) -> {
            BigDecimal value = decimals.getObject(row);
            BigInteger unscaled = value.unscaledValue();
            if (type.physical() == ColumnType.Physical.WIDE) {
                builder.appendWide(unscaled.shiftRight(64).longValue(), unscaled.longValue());
            } else {
                builder.appendLong(unscaled.longValueExact());
            }
        };
    }

    private Appender bytes(Type wanted) {
        if (vector instanceof FixedSizeBinaryVector fixed) {
            return (row, builder) -> {
                byte[] value = fixed.get(row);
                builder.appendBytes(value, 0, value.length);
            };
        }
        if (vector instanceof LargeVarCharVector large) {
            return (row, builder) -> {
                byte[] value = large.get(row);
                builder.appendBytes(value, 0, value.length);
            };
        }
        BaseVariableWidthVector bytes = vector(BaseVariableWidthVector.class, wanted);
        return (row, builder) -> {
            ArrowBuf data = bytes.getDataBuffer();
            int start = bytes.getOffsetBuffer().getInt(4L * row);
            int length = bytes.getOffsetBuffer().getInt(4L * (row + 1)) - start;
            if (scratch.length < length) {
                scratch = new byte[Math.max(length, 2 * scratch.length)];
            }
            data.getBytes(start, scratch, 0, length);
            builder.appendBytes(scratch, 0, length);
        };
    }

    private <T> T vector(Class<T> wantedClass, Type wanted) {
        if (!wantedClass.isInstance(vector)) {
            throw mismatch(wanted);
        }
        return wantedClass.cast(vector);
    }

    private RuntimeException mismatch(Type wanted) {
        return PlanFailures.invalid(
                "column %s is %s where the plan says %s",
                vector.getName(), vector.getField().getType(), StandardTypes.name(wanted));
    }
}
