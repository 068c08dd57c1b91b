/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.standalone.SubstraitPlan;
import io.substrait.proto.Type;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.jspecify.annotations.Nullable;

/** Runs cases through the public interface for plans. */
final class CaseRunner {
    /** The expected real numbers were computed elsewhere, with other libraries; some are printed with 15 digits. */
    private static final double RELATIVE_TOLERANCE = 1e-13;

    private final BufferAllocator allocator;

    CaseRunner(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /** What is wrong about the outcome; empty where it is as the case says. */
    Optional<String> run(FunctionCase functionCase) {
        SubstraitPlan plan;
        Type type;
        try {
            type = CasePlan.resultType(functionCase);
            plan = SubstraitPlan.of(CasePlan.of(functionCase).toByteArray());
        } catch (ExecutionException | UnsupportedOperationException | ArithmeticException e) {
            return Optional.of("refused: " + e.getMessage());
        }
        try (VectorSchemaRoot result = plan.run(Map.of(), allocator)) {
            if (functionCase.isUndefined()) {
                return Optional.empty();
            }
            if (functionCase.isError()) {
                return Optional.of("no error but " + value(result.getVector(0), 0));
            }
            Object expected = CaseValues.parse(functionCase.expected().text(), type);
            for (int row = 0; row < result.getRowCount(); row++) {
                Object actual = value(result.getVector(0), row);
                if (!isEqual(expected, actual)) {
                    return Optional.of("expected %s and got %s".formatted(expected, actual));
                }
            }
            int rows = functionCase.isAggregate() ? 1 : 3;
            return result.getRowCount() == rows
                    ? Optional.empty()
                    : Optional.of("%d rows".formatted(result.getRowCount()));
        } catch (ExecutionException e) {
            return functionCase.isError() && e.code() == ErrorCode.NO_ANSWER
                    ? Optional.empty()
                    : Optional.of("failed: " + e.getMessage());
        } catch (RuntimeException e) {
            return Optional.of("failed: " + e);
        }
    }

    private static @Nullable Object value(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof TimeStampVector timestamps) {
            TimeUnit unit = ((ArrowType.Timestamp) vector.getField().getType()).getUnit();
            return timestamps.get(row)
                    * (unit == TimeUnit.SECOND ? 1_000_000 : unit == TimeUnit.MILLISECOND ? 1000 : 1);
        }
        if (vector instanceof DurationVector durations) {
            return DurationVector.get(durations.getDataBuffer(), row);
        }
        if (vector instanceof TimeMicroVector times) {
            return times.get(row);
        }
        if (vector instanceof IntervalYearVector months) {
            return (long) IntervalYearVector.getTotalMonths(months.getDataBuffer(), row);
        }
        if (vector instanceof DateDayVector days) {
            return (long) days.get(row);
        }
        if (vector instanceof BigIntVector longs) {
            return longs.get(row);
        }
        if (vector instanceof DecimalVector decimals) {
            return decimals.getObject(row);
        }
        Object value = vector.getObject(row);
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float || value instanceof Double || value instanceof Boolean ? value : value.toString();
    }

    private static boolean isEqual(@Nullable Object expected, @Nullable Object actual) {
        if (expected == null || actual == null) {
            return expected == actual;
        }
        if (expected instanceof Double real) {
            double other = (Double) actual;
            return real.equals(actual)
                    || real == other
                    || Math.abs(real - other) <= RELATIVE_TOLERANCE * Math.abs(real);
        }
        if (expected instanceof Float real) {
            float other = (Float) actual;
            return real.equals(actual) || real == other || Math.abs(real - other) <= Math.ulp(real);
        }
        if (expected instanceof BigDecimal decimal) {
            return actual instanceof BigDecimal other && decimal.compareTo(other) == 0;
        }
        return expected.equals(actual);
    }
}
