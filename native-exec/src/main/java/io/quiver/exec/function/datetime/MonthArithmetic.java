/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.CivilDate;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds months to dates, computes months between timestamps. Source: Spark 4.1.3 {@code AddMonths}, {@code MonthsBetween}. */
final class MonthArithmetic {
    static final ScalarFunction ADD_MONTHS =
            FunctionDefinition.named("add_months").spark("AddMonths").kernel(MonthArithmetic::addMonths);
    static final ScalarFunction MONTHS_BETWEEN =
            FunctionDefinition.named("months_between").spark("MonthsBetween").kernel(MonthArithmetic::monthsBetween);

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int SECONDS_PER_DAY = 86_400;

    private MonthArithmetic() {}

    private static Optional<Kernel> addMonths(Signature signature) {
        return signature.takes(Kind.DATE, Kind.INT)
                ? Optional.of(NullIntolerantKernel.binary(signature.result(), (dates, months, rowCount, demanded) -> {
                    int[] out = new int[rowCount];
                    addMonths(((IntColumn) dates).values(), ((IntColumn) months).values(), rowCount, demanded, out);
                    return new IntColumn(ColumnType.DATE, rowCount, out, null);
                }))
                : Optional.empty();
    }

    /** Adds {@code months[i]}; the result is the last day of a month that is shorter. Declines beyond ints of days. */
    private static void addMonths(int[] days, int[] months, int rowCount, long @Nullable [] demanded, int[] out) {
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long fields = CivilDate.fields(days[i]);
            long month = 12L * CivilDate.year(fields) + CivilDate.month(fields) - 1 + months[i];
            long year = Math.floorDiv(month, 12);
            int monthOfYear = Math.floorMod(month, 12) + 1;
            int day = Math.min(CivilDate.day(fields), CivilDate.daysInMonth(year, monthOfYear));
            long epochDay = CivilDate.epochDay(year, monthOfYear, day);
            out[i] = (int) epochDay;
            if (out[i] != epochDay) {
                Bitmap.set(failed, i);
            }
        }
        FailedRows.decline(failed, demanded, rowCount);
    }

    private static Optional<Kernel> monthsBetween(Signature signature) {
        if (!signature.takes(Kind.TIMESTAMP, Kind.TIMESTAMP, Kind.BOOLEAN, Kind.STRING)) {
            return Optional.empty();
        }
        return Zones.argument(signature, 3)
                .map(zone -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) -> monthsBetween(
                                ((LongColumn) arguments[0].flat()).values(),
                                ((LongColumn) arguments[1].flat()).values(),
                                ((BooleanColumn) arguments[2].flat()).words(),
                                zone,
                                rowCount,
                                demanded)));
    }

    private static Column monthsBetween(
            long[] left, long[] right, long[] rounded, ZoneOffsets zone, int rowCount, long @Nullable [] demanded) {
        double[] out = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            if (Bitmap.isSet(demanded, i)) {
                double months = monthsBetween(left[i], right[i], zone);
                out[i] = Bitmap.get(rounded, i) ? Math.round(months * 1e8) / 1e8 : months;
            }
        }
        return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
    }

    private static double monthsBetween(long left, long right, ZoneOffsets zone) {
        long leftDay = localDay(left, zone);
        long rightDay = localDay(right, zone);
        long leftFields = CivilDate.fields(leftDay);
        long rightFields = CivilDate.fields(rightDay);
        int months = (CivilDate.year(leftFields) - CivilDate.year(rightFields)) * 12
                + CivilDate.month(leftFields)
                - CivilDate.month(rightFields);
        int dayDifference = CivilDate.day(leftFields) - CivilDate.day(rightFields);
        if (dayDifference == 0 || (isLastOfMonth(leftFields) && isLastOfMonth(rightFields))) {
            return months;
        }
        long seconds = (long) dayDifference * SECONDS_PER_DAY
                + secondsOfDay(left, leftDay, zone)
                - secondsOfDay(right, rightDay, zone);
        return months + seconds / (31.0 * SECONDS_PER_DAY);
    }

    private static long localDay(long micros, ZoneOffsets zone) {
        long second = Math.floorDiv(micros, MICROS_PER_SECOND);
        return Math.floorDiv(second + zone.at(second), SECONDS_PER_DAY);
    }

    private static boolean isLastOfMonth(long fields) {
        return CivilDate.day(fields) == CivilDate.daysInMonth(CivilDate.year(fields), CivilDate.month(fields));
    }

    private static long secondsOfDay(long micros, long day, ZoneOffsets zone) {
        return (micros - Timestamps.micros(zone.startOfDay(day))) / MICROS_PER_SECOND;
    }
}
