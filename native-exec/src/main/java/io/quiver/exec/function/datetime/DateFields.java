/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.util.Optional;

/** Computes the fields of a date. Source: Spark 4.1.3 {@code GetDateField}, {@code DateTimeUtils.getYear} and its like. */
final class DateFields {
    static final ScalarFunction YEAR = field("year", "Year", DateFields::years);
    static final ScalarFunction MONTH = field("month", "Month", DateFields::months);
    static final ScalarFunction DAY_OF_MONTH = field("day_of_month", "DayOfMonth", DateFields::daysOfMonth);
    static final ScalarFunction DAY_OF_WEEK = field("day_of_week", "DayOfWeek", DateFields::daysOfWeek);
    static final ScalarFunction WEEK_DAY = field("week_day", "WeekDay", DateFields::weekdays);
    static final ScalarFunction DAY_OF_YEAR = field("day_of_year", "DayOfYear", DateFields::daysOfYear);
    static final ScalarFunction QUARTER = field("quarter", "Quarter", DateFields::quarters);
    static final ScalarFunction WEEK_OF_YEAR = field("week_of_year", "WeekOfYear", DateFields::weeksOfYear);

    /** Computes {@code out} from days since the epoch. */
    @FunctionalInterface
    private interface Loop {
        void apply(int[] days, int rowCount, int[] out);
    }

    private DateFields() {}

    private static ScalarFunction field(String name, String sparkClass, Loop loop) {
        return FunctionDefinition.named(name).spark(sparkClass).total().kernel(signature -> {
            if (!signature.takes(Kind.DATE)) {
                return Optional.empty();
            }
            return Optional.of(NullIntolerantKernel.unary(signature.result(), (dates, rowCount, demanded) -> {
                int[] out = new int[rowCount];
                loop.apply(((IntColumn) dates).values(), rowCount, out);
                return new IntColumn(ColumnType.INT, rowCount, out, null);
            }));
        });
    }

    private static void years(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = CivilDate.year(CivilDate.fields(days[i]));
        }
    }

    private static void months(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = CivilDate.month(CivilDate.fields(days[i]));
        }
    }

    private static void daysOfMonth(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = CivilDate.day(CivilDate.fields(days[i]));
        }
    }

    private static void daysOfWeek(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            // 1 for Sunday
            out[i] = (int) Math.floorMod(days[i] + 4L, 7L) + 1;
        }
    }

    private static void weekdays(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = CivilDate.weekday(days[i]);
        }
    }

    private static void daysOfYear(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = CivilDate.dayOfYear(days[i]);
        }
    }

    private static void quarters(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = (CivilDate.month(CivilDate.fields(days[i])) + 2) / 3;
        }
    }

    private static void weeksOfYear(int[] days, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = CivilDate.weekOfYear(days[i]);
        }
    }
}
