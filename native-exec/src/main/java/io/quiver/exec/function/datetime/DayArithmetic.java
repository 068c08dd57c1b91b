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
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import java.util.Optional;

/** Computes with dates in days, wrapping as Spark does. Source: Spark 4.1.3 {@code DateAdd}, {@code DateSub}, {@code DateDiff}. */
final class DayArithmetic {
    static final ScalarFunction DATE_ADD =
            FunctionDefinition.named("date_add").spark("DateAdd").total().kernel(signature -> shift(signature, 1));
    static final ScalarFunction DATE_SUB =
            FunctionDefinition.named("date_sub").spark("DateSub").total().kernel(signature -> shift(signature, -1));
    static final ScalarFunction DATE_DIFF =
            FunctionDefinition.named("date_diff").spark("DateDiff").total().kernel(DayArithmetic::difference);
    static final ScalarFunction UNIX_DATE = FunctionDefinition.named("unix_date")
            .spark("UnixDate")
            .total()
            .kernel(signature -> reread(signature, Kind.DATE, ColumnType.INT));
    static final ScalarFunction DATE_FROM_UNIX_DATE = FunctionDefinition.named("date_from_unix_date")
            .spark("DateFromUnixDate")
            .total()
            .kernel(signature -> reread(signature, Kind.INT, ColumnType.DATE));
    static final ScalarFunction LAST_DAY =
            FunctionDefinition.named("last_day").spark("LastDay").kernel(DayArithmetic::lastDay);
    static final ScalarFunction MAKE_DATE =
            FunctionDefinition.named("make_date").kernel(DayArithmetic::makeDate);

    private DayArithmetic() {}

    private static Optional<Kernel> shift(Signature signature, int sign) {
        boolean covered = signature.takes(Kind.DATE, Kind.INT)
                || signature.takes(Kind.DATE, Kind.SHORT)
                || signature.takes(Kind.DATE, Kind.BYTE);
        return covered
                ? Optional.of(NullIntolerantKernel.binary(
                        signature.result(),
                        (dates, days, rowCount, demanded) -> add(
                                ((IntColumn) dates).values(),
                                ((IntColumn) days).values(),
                                sign,
                                ColumnType.DATE,
                                rowCount)))
                : Optional.empty();
    }

    private static Optional<Kernel> difference(Signature signature) {
        return signature.takes(Kind.DATE, Kind.DATE)
                ? Optional.of(NullIntolerantKernel.binary(
                        signature.result(),
                        (end, start, rowCount, demanded) -> add(
                                ((IntColumn) end).values(),
                                ((IntColumn) start).values(),
                                -1,
                                ColumnType.INT,
                                rowCount)))
                : Optional.empty();
    }

    private static Column add(int[] left, int[] right, int sign, ColumnType type, int rowCount) {
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = left[i] + sign * right[i];
        }
        return new IntColumn(type, rowCount, out, null);
    }

    private static Optional<Kernel> reread(Signature signature, Kind from, ColumnType to) {
        return signature.takes(from)
                ? Optional.of((arguments, rowCount, active) -> arguments[0].withType(to))
                : Optional.empty();
    }

    private static Optional<Kernel> lastDay(Signature signature) {
        return signature.takes(Kind.DATE)
                ? Optional.of(NullIntolerantKernel.unary(signature.result(), (dates, rowCount, demanded) -> {
                    int[] days = ((IntColumn) dates).values();
                    int[] out = new int[rowCount];
                    for (int i = 0; i < rowCount; i++) {
                        long fields = CivilDate.fields(days[i]);
                        int length = CivilDate.daysInMonth(CivilDate.year(fields), CivilDate.month(fields));
                        out[i] = days[i] - CivilDate.day(fields) + length;
                    }
                    return new IntColumn(ColumnType.DATE, rowCount, out, null);
                }))
                : Optional.empty();
    }

    private static Optional<Kernel> makeDate(Signature signature) {
        if (!signature.takes(Kind.INT, Kind.INT, Kind.INT)) {
            return Optional.empty();
        }
        return Optional.of(NullIntolerantKernel.nary(signature.result(), (arguments, rowCount, demanded) -> {
            int[] out = new int[rowCount];
            long[] invalid = Bitmap.zeros(rowCount);
            long[] tooFar = Bitmap.zeros(rowCount);
            makeDates(arguments, rowCount, out, invalid, tooFar);
            FailedRows.decline(tooFar, demanded, rowCount);
            long[] validity = FailedRows.validity(signature.mode(), invalid, demanded, rowCount);
            return new IntColumn(ColumnType.DATE, rowCount, out, validity);
        }));
    }

    /** Makes dates. Years that java.time does not know are invalid; dates whose days are no int raise an error in any mode. */
    private static void makeDates(Column[] arguments, int rowCount, int[] out, long[] invalid, long[] tooFar) {
        int[] years = ((IntColumn) arguments[0]).values();
        int[] months = ((IntColumn) arguments[1]).values();
        int[] days = ((IntColumn) arguments[2]).values();
        for (int i = 0; i < rowCount; i++) {
            int year = years[i];
            if (Math.abs((long) year) > 999_999_999 || !CivilDate.exists(year, months[i], days[i])) {
                Bitmap.set(invalid, i);
                continue;
            }
            long epochDay = CivilDate.epochDay(year, months[i], days[i]);
            out[i] = (int) epochDay;
            if (out[i] != epochDay) {
                Bitmap.set(tooFar, i);
            }
        }
    }
}
