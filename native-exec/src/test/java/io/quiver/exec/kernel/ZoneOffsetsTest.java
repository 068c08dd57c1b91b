/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneOffsetsTest {
    private static final int[] AROUND = {
        -90_000, -86_400, -7200, -3600, -1800, -1, 0, 1, 1799, 1800, 3600, 7199, 86_400, 90_000
    };

    @Test
    void everyZoneAgreesWithJavaAroundItsTransitions() {
        for (String name : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(name);
            ZoneOffsets offsets = new ZoneOffsets(zone);
            for (long second : interesting(zone)) {
                check(zone, offsets, second);
            }
        }
    }

    private static List<Long> interesting(ZoneId zone) {
        List<Long> seconds = new ArrayList<>(
                List.of(0L, -62_135_596_800L, 253_402_300_799L, 9_223_372_036_853L, -9_223_372_036_853L));
        List<ZoneOffsetTransition> transitions = new ArrayList<>(zone.getRules().getTransitions());
        for (int year : new int[] {2024, 2199, 2200, 2300}) {
            Instant start =
                    LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
            ZoneOffsetTransition next = zone.getRules().nextTransition(start);
            if (next != null) {
                transitions.add(next);
            }
        }
        for (ZoneOffsetTransition transition : transitions) {
            for (int around : AROUND) {
                seconds.add(transition.toEpochSecond() + around);
            }
        }
        return seconds;
    }

    private static void check(ZoneId zone, ZoneOffsets offsets, long second) {
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(second));
        assertThat(offsets.at(second)).as("%s at %d", zone, second).isEqualTo(offset.getTotalSeconds());
        long local = second + offset.getTotalSeconds();
        LocalDateTime clock = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
        assertThat(offsets.toEpochSecond(local))
                .as("%s shows %s", zone, clock)
                .isEqualTo(ZonedDateTime.of(clock, zone).toEpochSecond());
        assertThat(offsets.toEpochSecond(local, offset.getTotalSeconds())).isEqualTo(second);
        // the same clock time read with the offset before or after may be in a gap
        LocalDateTime utc = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        assertThat(offsets.toEpochSecond(second))
                .isEqualTo(ZonedDateTime.of(utc, zone).toEpochSecond());
        long day = clock.toLocalDate().toEpochDay();
        assertThat(offsets.startOfDay(day))
                .as("%s, start of %s", zone, clock)
                .isEqualTo(clock.toLocalDate().atStartOfDay(zone).toEpochSecond());
    }

    @Test
    void zoneNamesAreThoseOfSpark() {
        assertThat(ZoneOffsets.zone("+1:00")).contains(ZoneId.of("+01:00"));
        assertThat(ZoneOffsets.zone("+01:5")).contains(ZoneId.of("+01:05"));
        assertThat(ZoneOffsets.zone("PST")).contains(ZoneId.of("America/Los_Angeles"));
        assertThat(ZoneOffsets.zone("Mars/Olympus")).isEmpty();
        assertThat(ZoneOffsets.zone("")).isEmpty();
    }
}
