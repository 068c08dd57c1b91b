/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.config;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns once about each key that looks like a setting of Quiver but is not, and names the nearest setting. */
public final class UnknownSettings {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);
    private static final String PREFIX = "spark.quiver.";
    private static final Set<String> KEYS =
            QuiverConf.all().stream().map(QuiverConf.Entry::key).collect(Collectors.toUnmodifiableSet());
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private UnknownSettings() {}

    public static void warnOf(Iterable<String> keys) {
        for (String key : keys) {
            if (key.startsWith(PREFIX) && !KEYS.contains(key) && TOLD.add(key)) {
                LOG.warn(
                        "There is no setting {}, so it changes nothing. The nearest one is {}; docs/settings.md lists all.",
                        key,
                        nearest(key));
            }
        }
    }

    /**
     * Finds a setting that continues the key, else the one with the fewest letters to insert, drop or change; case does not
     * matter.
     */
    static String nearest(String key) {
        String asked = Allowed.normalized(key);
        List<String> known = KEYS.stream().sorted().toList();
        return known.stream()
                .filter(each -> Allowed.normalized(each).startsWith(asked + "."))
                .findFirst()
                .or(() ->
                        known.stream().min(Comparator.comparingInt(each -> distance(asked, Allowed.normalized(each)))))
                .orElseThrow();
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= right.length(); column++) {
                int changed = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[right.length()];
    }
}
