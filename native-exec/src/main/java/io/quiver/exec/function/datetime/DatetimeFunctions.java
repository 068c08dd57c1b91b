/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.ScalarFunction;
import java.util.List;

/** The functions of dates and times, one line each. */
public final class DatetimeFunctions {
    public static final List<ScalarFunction> ALL = List.of(
            DateFields.YEAR,
            DateFields.MONTH,
            DateFields.DAY_OF_MONTH,
            DateFields.DAY_OF_WEEK,
            DateFields.WEEK_DAY,
            DateFields.DAY_OF_YEAR,
            DateFields.QUARTER,
            DateFields.WEEK_OF_YEAR,
            TimeFields.HOUR,
            TimeFields.MINUTE,
            TimeFields.SECOND,
            DayArithmetic.DATE_ADD,
            DayArithmetic.DATE_SUB,
            DayArithmetic.DATE_DIFF,
            DayArithmetic.UNIX_DATE,
            DayArithmetic.DATE_FROM_UNIX_DATE,
            DayArithmetic.LAST_DAY,
            DayArithmetic.MAKE_DATE,
            MonthArithmetic.ADD_MONTHS,
            MonthArithmetic.MONTHS_BETWEEN,
            Truncations.TRUNC_DATE,
            Truncations.DATE_TRUNC,
            Truncations.NEXT_DAY,
            EpochUnits.UNIX_SECONDS,
            EpochUnits.UNIX_MILLIS,
            EpochUnits.UNIX_MICROS,
            EpochUnits.TIMESTAMP_SECONDS,
            EpochUnits.TIMESTAMP_MILLIS,
            EpochUnits.TIMESTAMP_MICROS,
            PatternFunctions.FROM_UNIXTIME,
            PatternFunctions.DATE_FORMAT,
            PatternFunctions.PARSE_TIMESTAMP,
            PatternFunctions.PARSE_UNIXTIME);

    private DatetimeFunctions() {}
}
