/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.substrait.proto.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for functions_datetime: parts of times, and sums of times and intervals. */
final class DatetimeRules {
    /** Parts for which a plan states the first number. */
    private static final Set<String> COUNTED = Set.of(
            "QUARTER",
            "MONTH",
            "DAY",
            "DAY_OF_YEAR",
            "MONDAY_DAY_OF_WEEK",
            "SUNDAY_DAY_OF_WEEK",
            "ISO_WEEK",
            "US_WEEK");

    private static final Set<String> OTHER = Set.of(
            "YEAR",
            "ISO_YEAR",
            "US_YEAR",
            "HOUR",
            "MINUTE",
            "SECOND",
            "MILLISECOND",
            "MICROSECOND",
            "SUBSECOND",
            "UNIX_TIME");

    private DatetimeRules() {}

    static void addTo(Map<String, Rule> rules) {
        rules.put("extract", DatetimeRules::extract);
        rules.put("add_intervals", DatetimeRules::addIntervals);
        rules.put("local_timestamp", call -> call.kernel("clock_at_zone"));
    }

    private static Expression addIntervals(Call call) {
        if (!call.value(0).type().getKindCase().equals(call.value(1).type().getKindCase())) {
            throw call.unsupported();
        }
        return call.kernel("exact_add");
    }

    /** Returns whether the call is of a date or a time and an interval. */
    static boolean isDatetime(Call call) {
        Type.KindCase second = call.value(1).type().getKindCase();
        return second == Type.KindCase.INTERVAL_YEAR || second == Type.KindCase.INTERVAL_DAY;
    }

    /** Adds ({@code sign} 1) or subtracts (-1) an interval to or from a date or time. */
    static Expression shift(Call call, int sign) {
        Expression interval = call.argument(1);
        boolean months = call.value(1).type().getKindCase() == Type.KindCase.INTERVAL_YEAR;
        if (sign < 0) {
            interval = Call.call("exact_negate", interval.type(), interval);
        }
        Expression start = call.argument(0);
        if (months) {
            return switch (start.type().kind()) {
                case DATE -> Call.call("add_months_to_date", call.result(), start, interval);
                case TIMESTAMP_NTZ -> Call.call("add_months_to_clock", call.result(), start, interval);
                case TIMESTAMP -> {
                    Expression zone = call.size() > 2 ? call.argument(2) : Call.text("UTC");
                    yield Call.call("add_months_at_zone", call.result(), start, interval, zone);
                }
                default -> throw call.unsupported();
            };
        }
        return switch (start.type().kind()) {
            case DATE ->
                Call.call(
                        "exact_add",
                        call.result(),
                        Call.call("start_of_date", ColumnType.TIMESTAMP_NTZ, start),
                        interval);
            case TIMESTAMP_NTZ, TIMESTAMP -> Call.call("exact_add", call.result(), start, interval);
            default -> throw call.unsupported();
        };
    }

    private static Expression extract(Call call) {
        List<String> names = call.enums();
        String part = names.isEmpty() ? "" : names.get(0);
        if (part.equals("TIMEZONE_OFFSET") && call.size() > 1) {
            return Call.call("zone_offset", call.result(), call.argument(0), call.argument(1));
        }
        if (!COUNTED.contains(part) && !OTHER.contains(part)) {
            throw PlanFailures.unsupported("extract of %s", part);
        }
        Expression time = call.argument(0);
        if (time.type().kind() == Kind.TIMESTAMP) {
            if (call.size() < 2) {
                throw PlanFailures.invalid("extract of a timestamp_tz without a time zone");
            }
            Expression zone = part.equals("UNIX_TIME") ? Call.text("UTC") : call.argument(1);
            time = Call.call("clock_at_zone", ColumnType.TIMESTAMP_NTZ, time, zone);
        }
        boolean fromZero = names.contains("ZERO");
        return Call.call(
                "datetime_part",
                call.result(),
                time,
                Call.text(part),
                Call.number(COUNTED.contains(part) && fromZero ? 0 : 1));
    }
}
