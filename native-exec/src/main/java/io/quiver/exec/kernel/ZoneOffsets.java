/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The offsets of a time zone, in seconds, as {@code java.time} has them: up to the year 2200 from arrays of the zone's
 * transitions, beyond from its rules. Remembers the last period asked for. One thread.
 */
public final class ZoneOffsets {
    private static final long LAST_TABLED = LocalDate.of(2200, 1, 1).toEpochDay() * 86_400;
    private static final long FIRST_BUCKETED = LocalDate.of(1900, 1, 1).toEpochDay() * 86_400;
    private static final int BUCKET_BITS = 21;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final Pattern SINGLE_HOUR = Pattern.compile("(\\+|\\-)(\\d):");
    private static final Pattern SINGLE_MINUTE = Pattern.compile("(\\+|\\-)(\\d\\d):(\\d)$");
    private static final Map<ZoneId, Table> TABLES = new ConcurrentHashMap<>();

    /**
     * Periods of one offset. Period {@code i} lasts from instant {@code starts[i]} to {@code starts[i + 1]}. Local times in
     * {@code [localStarts[i], localEnds[i])} surely belong to it alone, without gaps and overlaps. {@code buckets} holds the
     * period at the start of each stretch of 24 days since 1900.
     */
    private record Table(long[] starts, int[] offsets, long[] localStarts, long[] localEnds, int[] buckets) {
        /** The period of an instant before {@link #LAST_TABLED}; the last period for any other instant. */
        int period(long epochSecond) {
            long bucket = (epochSecond - FIRST_BUCKETED) >> BUCKET_BITS;
            int period = bucket < 0 ? 0 : buckets[(int) Math.min(bucket, buckets.length - 1)];
            while (period < offsets.length - 1 && epochSecond >= starts[period + 1]) {
                period++;
            }
            return period;
        }
    }

    private final ZoneId zone;
    private final ZoneRules rules;
    private final Table table;

    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private int offset;
    private long localStart = Long.MAX_VALUE;
    private long localEnd = Long.MIN_VALUE;
    private int localOffset;

    public ZoneOffsets(ZoneId zone) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.table = TABLES.computeIfAbsent(zone, ignored -> table(rules));
    }

    /** The zone of that name, or empty where there is none. Source: Spark 4.1.3 {@code SparkDateTimeUtils.getZoneId}. */
    public static Optional<ZoneId> zone(String name) {
        String padded = SINGLE_HOUR.matcher(name).replaceFirst("$10$2:");
        padded = SINGLE_MINUTE.matcher(padded).replaceFirst("$1$2:0$3");
        try {
            return Optional.of(ZoneId.of(padded, ZoneId.SHORT_IDS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Table table(ZoneRules rules) {
        List<ZoneOffsetTransition> transitions = new ArrayList<>(rules.getTransitions());
        boolean complete = rules.isFixedOffset() || rules.getTransitionRules().isEmpty();
        while (!complete) {
            Instant last = transitions.isEmpty()
                    ? Instant.MIN
                    : transitions.get(transitions.size() - 1).getInstant();
            ZoneOffsetTransition next = rules.nextTransition(last);
            if (next == null || next.toEpochSecond() > LAST_TABLED) {
                break;
            }
            transitions.add(next);
        }
        int count = transitions.size();
        long[] starts = new long[count + 2];
        int[] offsets = new int[count + 1];
        starts[0] = Long.MIN_VALUE;
        starts[count + 1] = complete ? Long.MAX_VALUE : LAST_TABLED;
        for (int i = 0; i < count; i++) {
            starts[i + 1] = transitions.get(i).toEpochSecond();
            offsets[i] = transitions.get(i).getOffsetBefore().getTotalSeconds();
        }
        offsets[count] = count == 0
                ? rules.getOffset(Instant.EPOCH).getTotalSeconds()
                : transitions.get(count - 1).getOffsetAfter().getTotalSeconds();
        return withLocalTimes(starts, offsets, complete);
    }

    private static Table withLocalTimes(long[] starts, int[] offsets, boolean complete) {
        int count = offsets.length;
        long[] localStarts = new long[count];
        long[] localEnds = new long[count];
        for (int i = 0; i < count; i++) {
            localStarts[i] = i == 0 ? Long.MIN_VALUE : starts[i] + Math.max(offsets[i - 1], offsets[i]);
            boolean last = i == count - 1;
            localEnds[i] = !last
                    ? starts[i + 1] + Math.min(offsets[i], offsets[i + 1])
                    : complete ? Long.MAX_VALUE : starts[i + 1] - SECONDS_PER_DAY;
        }
        return new Table(starts, offsets, localStarts, localEnds, buckets(starts, count));
    }

    private static int[] buckets(long[] starts, int count) {
        int[] buckets = new int[(int) (LAST_TABLED - FIRST_BUCKETED >> BUCKET_BITS) + 1];
        int period = 0;
        for (int i = 0; i < buckets.length; i++) {
            long first = FIRST_BUCKETED + ((long) i << BUCKET_BITS);
            while (period < count - 1 && starts[period + 1] <= first) {
                period++;
            }
            buckets[i] = period;
        }
        return buckets;
    }

    /** The offset at an instant in seconds since the epoch. */
    public int at(long epochSecond) {
        if (epochSecond >= start && epochSecond < end) {
            return offset;
        }
        long[] starts = table.starts;
        int period = table.period(epochSecond);
        if (epochSecond >= starts[period + 1] && starts[period + 1] != Long.MAX_VALUE) {
            return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
        }
        start = starts[period];
        end = starts[period + 1];
        offset = table.offsets[period];
        return offset;
    }

    /**
     * The instant at which the zone's clock shows {@code localSecond}. In an overlap it is the earlier one; in a gap it is
     * later by the length of the gap ({@code ZonedDateTime.of}).
     */
    public long toEpochSecond(long localSecond) {
        if (findLocal(localSecond)) {
            return localSecond - localOffset;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
        return ZonedDateTime.of(local, zone).toEpochSecond();
    }

    /** As {@link #toEpochSecond}, but in an overlap with the offset {@code preferred} if that is one of the two. */
    public long toEpochSecond(long localSecond, int preferred) {
        if (findLocal(localSecond)) {
            return localSecond - localOffset;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
        return ZonedDateTime.ofLocal(local, zone, ZoneOffset.ofTotalSeconds(preferred))
                .toEpochSecond();
    }

    /** The first instant of a day ({@code LocalDate.atStartOfDay}). */
    public long startOfDay(long epochDay) {
        long localSecond = epochDay * SECONDS_PER_DAY;
        return findLocal(localSecond)
                ? localSecond - localOffset
                : LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toEpochSecond();
    }

    /** Whether exactly one period has that local time. If so, sets {@code localOffset}. */
    private boolean findLocal(long localSecond) {
        if (localSecond >= localStart && localSecond < localEnd) {
            return true;
        }
        int found = Arrays.binarySearch(table.localStarts, localSecond);
        int period = found >= 0 ? found : -found - 2;
        if (localSecond >= table.localEnds[period]) {
            return false;
        }
        localStart = table.localStarts[period];
        localEnd = table.localEnds[period];
        localOffset = table.offsets[period];
        return true;
    }
}
