/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Formats numbers for people. */
final class Amounts {
    /** Shown where there is no value. */
    static final String NONE = "–";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Amounts() {}

    static String duration(double millis) {
        if (millis < 1_000) {
            return format("%.0f ms", millis);
        }
        if (millis < 60_000) {
            return format("%.1f s", millis / 1_000);
        }
        return millis < 3_600_000 ? format("%.1f min", millis / 60_000) : format("%.2f h", millis / 3_600_000);
    }

    static String duration(Optional<Double> millis) {
        return millis.map(Amounts::duration).orElse(NONE);
    }

    static String share(int part, int whole) {
        return whole == 0 ? NONE : format("%d of %d (%d %%)", part, whole, Math.round(100.0 * part / whole));
    }

    static String shown(Optional<MetricValue> value) {
        return value.map(MetricValue::text).orElse(NONE);
    }

    /** For values that are mostly zero, and notable if they are not. */
    static String shownUnlessZero(Optional<MetricValue> value) {
        return shown(value.filter(each -> !each.isZero()));
    }

    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
