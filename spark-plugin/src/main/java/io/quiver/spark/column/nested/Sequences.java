/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.error.TooManyBytes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.column.UnsafeForm;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Sequence;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.unsafe.types.CalendarInterval;
import org.jspecify.annotations.Nullable;

/**
 * Makes arrays of whole numbers or days from a start to an end by a step. Invalid steps are left to Spark. Source: Sequence of
 * Spark 4.1.3.
 */
final class Sequences {
    /** Most elements of a row; Spark makes longer sequences. */
    private static final int MOST_ELEMENTS = 1 << 20;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Sequences() {}

    static @Nullable NestedCall call(Sequence sequence) {
        ColumnType type = SparkTypes.columnType(sequence.dataType());
        ColumnType element = SparkTypes.columnType(((ArrayType) sequence.dataType()).elementType());
        List<Expression> arguments = new ArrayList<>(List.of(sequence.start(), sequence.stop()));
        if (sequence.stepOpt().isEmpty()) {
            boolean isKnown = isWhole(sequence) || sequence.start().dataType() instanceof DateType;
            return isKnown
                    ? new NestedCall(arguments, (columns, rowCount) -> made(columns, null, type, element, rowCount))
                    : null;
        }
        Expression step = sequence.stepOpt().get();
        if (isWhole(sequence)) {
            arguments.add(step);
            return new NestedCall(arguments, (columns, rowCount) -> made(columns, null, type, element, rowCount));
        }
        Long days = sequence.start().dataType() instanceof DateType ? wholeDays(step) : null;
        return days == null
                ? null
                : new NestedCall(arguments, (columns, rowCount) -> made(columns, days, type, element, rowCount));
    }

    private static boolean isWhole(Sequence sequence) {
        return sequence.start().dataType() instanceof IntegralType;
    }

    /** Null if the step is not a constant, or not of whole days. */
    private static @Nullable Long wholeDays(Expression step) {
        if (!(step instanceof Literal literal) || literal.value() == null) {
            return null;
        }
        long days = 0;
        if (literal.value() instanceof CalendarInterval interval) {
            days = interval.months == 0 && interval.microseconds == 0 ? interval.days : 0;
        } else if (step.dataType() instanceof DayTimeIntervalType && literal.value() instanceof Long micros) {
            days = micros % MICROS_PER_DAY == 0 ? micros / MICROS_PER_DAY : 0;
        }
        return days == 0 || days != (int) days ? null : days;
    }

    /** The step is {@code constant}, or in the third column, or 1 or -1. Null if a row fails, or has too many elements. */
    private static @Nullable Column made(
            Column[] columns, @Nullable Long constant, ColumnType type, ColumnType element, int rowCount) {
        long[] starts = numbers(columns[0]);
        long[] stops = numbers(columns[1]);
        long[] validity = Bitmap.and(columns[0].validity(), columns[1].validity(), rowCount);
        long[] steps = null;
        if (columns.length > 2) {
            steps = numbers(columns[2]);
            validity = Bitmap.and(validity, columns[2].validity(), rowCount);
        }
        int[] counts = new int[rowCount];
        long[] stepOfRow = new long[rowCount];
        long total = 0;
        boolean isByOne = steps == null && constant == null;
        long fixed = constant == null ? 0 : constant;
        for (int row = 0; row < rowCount; row++) {
            if (Bitmap.isSet(validity, row)) {
                long byOne = starts[row] <= stops[row] ? 1 : -1;
                stepOfRow[row] = isByOne ? byOne : steps == null ? fixed : steps[row];
                long count =
                        isByOne ? countByOne(starts[row], stops[row]) : count(starts[row], stops[row], stepOfRow[row]);
                total += count;
                if (count < 0) {
                    return null;
                }
                counts[row] = (int) count;
            }
        }
        TooManyBytes.unlessFew(Long.BYTES * total, rowCount);
        Column elements = element.physical() == ColumnType.Physical.LONGS
                ? longs(element, starts, stepOfRow, counts, (int) total)
                : ints(element, starts, stepOfRow, counts, (int) total);
        return UnsafeForm.nested(
                type, List.of(elements), new UnsafeForm.Lists(ListElements.starts(counts), counts, validity, rowCount));
    }

    /** The number of elements; -1 if that is an error or too many. */
    private static long count(long start, long stop, long step) {
        if (start == stop) {
            return 1;
        }
        long distance = stop - start;
        if (overflows(start, stop) || step == 0 || distance > 0 != step > 0) {
            return -1;
        }
        long count = distance / step;
        return count < MOST_ELEMENTS ? count + 1 : -1;
    }

    /** The same for steps of 1 or -1, without the division, which takes as long as everything else for a row. */
    private static long countByOne(long start, long stop) {
        long distance = Math.abs(stop - start);
        return overflows(start, stop) || distance >= MOST_ELEMENTS ? -1 : distance + 1;
    }

    private static boolean overflows(long start, long stop) {
        return ((stop ^ start) & (stop ^ (stop - start))) < 0;
    }

    private static long[] numbers(Column column) {
        Column flat = column.flat();
        if (flat instanceof LongColumn longs) {
            return longs.values();
        }
        int[] values = ((IntColumn) flat).values();
        long[] numbers = new long[flat.rowCount()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = values[row];
        }
        return numbers;
    }

    private static Column longs(ColumnType type, long[] starts, long[] steps, int[] counts, int total) {
        long[] elements = new long[total];
        int next = 0;
        for (int row = 0; row < counts.length; row++) {
            long value = starts[row];
            long step = steps[row];
            for (int end = next + counts[row]; next < end; next++) {
                elements[next] = value;
                value += step;
            }
        }
        return new LongColumn(type, total, elements, null);
    }

    /** For numbers that fit an int: every number between them does, too. */
    private static Column ints(ColumnType type, long[] starts, long[] steps, int[] counts, int total) {
        int[] elements = new int[total];
        int next = 0;
        for (int row = 0; row < counts.length; row++) {
            int value = (int) starts[row];
            int step = (int) steps[row];
            for (int end = next + counts[row]; next < end; next++) {
                elements[next] = value;
                value += step;
            }
        }
        return new IntColumn(type, total, elements, null);
    }
}
