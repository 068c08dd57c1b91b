/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

/**
 * Converts days since 1970-01-01 to years, months and days of the proleptic Gregorian calendar and back, for every {@code int}
 * of days and beyond. Equal to {@code java.time.LocalDate}, which Spark uses.
 */
public final class CivilDate {
    private static final int DAYS_PER_ERA = 146_097;
    /** Days from 0000-03-01, where leap days come last in a year, to 1970-01-01. */
    private static final int EPOCH_SHIFT = 719_468;
    /** Eras added so that all days of an int, and some more, are positive. */
    private static final int SHIFTED_ERAS = 15_000;

    private CivilDate() {}

    /**
     * Year, month and day in one long, see {@link #year}, {@link #month}, {@link #day}, for ints of days and a century
     * beyond. Divides three times, by constants: Neri and Schneider, Euclidean affine functions and their application to
     * calendar algorithms (2022).
     */
    public static long fields(long epochDay) {
        long quarters = 4 * (epochDay + (EPOCH_SHIFT + (long) SHIFTED_ERAS * DAYS_PER_ERA)) + 3;
        long century = quarters / DAYS_PER_ERA;
        long dayOfCentury = (quarters - century * DAYS_PER_ERA) >> 2;
        // fixed point: the year of the century above the point, the elapsed part of the year below it
        long years = 2_939_745L * (4 * dayOfCentury + 3);
        int dayOfYear = (int) ((years & 0xFFFF_FFFFL) / (4 * 2_939_745L));
        int months = 2141 * dayOfYear + 197_913;
        // 1 for January and February, which belong to the next civil year
        int next = 305 - dayOfYear >>> 31;
        int month = (months >> 16) - 12 * next;
        int day = (months & 0xFFFF) / 2141 + 1;
        long year = century * 100 + (years >>> 32) + next - 400L * SHIFTED_ERAS;
        return year << 9 | (long) month << 5 | day;
    }

    public static int year(long fields) {
        return (int) (fields >> 9);
    }

    public static int month(long fields) {
        return (int) (fields >> 5) & 15;
    }

    public static int day(long fields) {
        return (int) fields & 31;
    }

    /** Days since 1970-01-01 of a date that exists. */
    public static long epochDay(long year, int month, int day) {
        long shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = (int) (shiftedYear - era * 400);
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
    }

    public static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    public static int daysInMonth(long year, int month) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return 30 + ((month + (month >> 3)) & 1);
    }

    /** Whether there is such a date, in any year. */
    public static boolean exists(long year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
    }

    /** Day of the year, 1 to 366. */
    public static int dayOfYear(long epochDay) {
        return (int) (epochDay - epochDay((int) (fields(epochDay) >> 9), 1, 1)) + 1;
    }

    /** Day of the week, 0 for Monday to 6 for Sunday. */
    public static int weekday(long epochDay) {
        return (int) Math.floorMod(epochDay + 3, 7L);
    }

    /** The ISO week, 1 to 53: the week of the Thursday between the same Monday and Sunday. */
    public static int weekOfYear(long epochDay) {
        return (dayOfYear(epochDay - weekday(epochDay) + 3) - 1) / 7 + 1;
    }
}
