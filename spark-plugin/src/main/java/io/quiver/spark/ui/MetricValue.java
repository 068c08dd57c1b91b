/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a metric, parsed from the rounded text that Spark keeps: a total, and the minimum, median and maximum per task.
 * Source: Spark 4.1.3 {@code MetricUtils.stringValue}, {@code Utils.msDurationToString}, {@code Utils.bytesToString}.
 *
 * @param amount in milliseconds, bytes or as counted
 * @param text as Spark writes it
 */
record MetricValue(double amount, String text) {
    private static final Pattern AMOUNT =
            Pattern.compile("(-?[0-9][0-9,]*(?:\\.[0-9]+)?)(?: (ms|s|m|h|[KMGTPE]iB|B))?");

    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("ms", 1.0),
            Map.entry("s", 1e3),
            Map.entry("m", 60e3),
            Map.entry("h", 3600e3),
            Map.entry("B", 1.0),
            Map.entry("KiB", 0x1p10),
            Map.entry("MiB", 0x1p20),
            Map.entry("GiB", 0x1p30),
            Map.entry("TiB", 0x1p40),
            Map.entry("PiB", 0x1p50),
            Map.entry("EiB", 0x1p60));

    private static final int LARGEST = 2;

    /** The total; empty if there is none, as for averages. */
    static Optional<MetricValue> total(@Nullable String shown) {
        return shown == null ? Optional.empty() : read(shown.substring(shown.indexOf('\n') + 1));
    }

    /** The maximum per task if there were several tasks, else the total. */
    static Optional<MetricValue> ofOneTask(@Nullable String shown) {
        if (shown == null) {
            return Optional.empty();
        }
        int from = shown.indexOf('(', shown.indexOf('\n') + 1);
        String[] parts = from < 0 ? new String[0] : shown.substring(from + 1).split(", ", -1);
        return parts.length > LARGEST ? read(parts[LARGEST]) : total(shown);
    }

    private static Optional<MetricValue> read(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(1).replace(",", ""));
        double unit = matcher.group(2) == null ? 1 : UNITS.getOrDefault(matcher.group(2), 1.0);
        return Optional.of(new MetricValue(number * unit, matcher.group()));
    }

    boolean isZero() {
        return amount == 0;
    }
}
