/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate.accumulator;

import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Holds a 128-bit sum of unscaled decimals per group. Where Spark keeps its sums in a row buffer, a sum that exceeds the
 * precision of its type at any row is overflowed for good, because the buffer turns it to null. Where Spark keeps Java
 * objects, a sum may leave the range and come back, and only the final sum counts. Source: Spark 4.1.3
 * {@code DecimalAddNoOverflowCheck}, {@code UnsafeRow.setDecimal}, {@code HashAggregateExec.doProduceWithoutKeys},
 * {@code ObjectAggregationIterator}.
 *
 * <p>Sums are checked only if the number of rows, or the size of the values so far, allows an overflow at all.
 */
public final class DecimalSums {
    /** Digits by which a sum's type is wider than its values' type, if it can be. */
    public static final int HEADROOM_DIGITS = 10;

    /** A table with at most this many groups sums each batch in 64 bits first. */
    private static final int FEW_GROUPS = 64;

    /** Below this, 128 bits hold every sum; in units of 2^64. */
    private static final long SAFE_UNITS = 1L << 61;

    private final ColumnType type;
    private final boolean keyless;
    private final boolean mayLeaveType;
    private final BigInteger limit;
    private final long limitHigh;
    private final long limitLow;
    /** This many rows cannot overflow; 0 if only the size of the values tells. */
    private final long rowBudget;
    /** 10^(digits of the values), or 0 where they may not fit in a long. */
    private final long valueLimit;
    /** Sums below this cannot overflow; in units of 2^64. */
    private final long safeUnits;

    private long rowsTaken;
    private long unitsTaken;
    private long[] high = new long[0];
    private long[] low = new long[0];
    /** 0 where the sum has overflowed. */
    private byte[] intact = new byte[0];

    private long[] partial = new long[0];
    /** Parts taken out of sums to keep them within 128 bits: none, or one per group. */
    private BigInteger[] carried = {};

    /**
     * Sums of {@code type} over values of {@code valueDigits} digits. With {@code mayLeaveType} only the final sum must fit.
     */
    DecimalSums(ColumnType type, int valueDigits, boolean keyless, boolean mayLeaveType) {
        this.type = type;
        this.keyless = keyless;
        this.mayLeaveType = mayLeaveType;
        this.limit = BigInteger.TEN.pow(type.precision());
        this.limitHigh = limit.shiftRight(64).longValue();
        this.limitLow = limit.longValue();
        boolean hasHeadroom = type.precision() - valueDigits >= HEADROOM_DIGITS;
        this.rowBudget = hasHeadroom ? 10_000_000_000L : 0;
        this.valueLimit = valueDigits <= ColumnType.MAX_LONG_DIGITS
                ? BigInteger.TEN.pow(valueDigits).longValue()
                : 0;
        this.safeUnits = mayLeaveType ? SAFE_UNITS : Math.min(SAFE_UNITS, limitHigh);
    }

    void resize(int newCapacity) {
        high = Arrays.copyOf(high, newCapacity);
        low = Arrays.copyOf(low, newCapacity);
        int known = intact.length;
        intact = Arrays.copyOf(intact, newCapacity);
        Arrays.fill(intact, known, newCapacity, (byte) 1);
        partial = newCapacity <= FEW_GROUPS ? new long[newCapacity] : new long[0];
        if (carried.length > 0) {
            growCarried();
        }
    }

    static int bytesPerGroup() {
        return 17;
    }

    /** Adds rows without nulls. */
    void add(Column values, int rowCount, int[] groups) {
        if (!isSafe(values, rowCount)) {
            addChecked(values, rowCount, groups);
            return;
        }
        if (values instanceof LongColumn longs) {
            if (partial.length > 0 && valueLimit > 0 && rowCount <= Long.MAX_VALUE / valueLimit) {
                addPartial(longs.values(), rowCount, groups);
            } else {
                addLongs(longs.values(), rowCount, groups, high, low);
            }
            return;
        }
        WideColumn wide = (WideColumn) values;
        if (partial.length > 0 && fitSum(wide, rowCount)) {
            addPartial(wide.low(), rowCount, groups);
        } else {
            addWide(wide.high(), wide.low(), rowCount, groups, high, low);
        }
    }

    private boolean isSafe(Column values, int rowCount) {
        rowsTaken += rowCount;
        if (rowBudget > 0) {
            return rowsTaken <= rowBudget;
        }
        long units = units(values, rowCount);
        if (mayLeaveType && units < safeUnits && unitsTaken > safeUnits - units) {
            carry();
        }
        unitsTaken = units > safeUnits - Math.min(unitsTaken, safeUnits) ? Long.MAX_VALUE : unitsTaken + units;
        return unitsTaken < safeUnits;
    }

    /** Returns a bound of the absolute sum of the rows, in units of 2^64. */
    private static long units(Column values, int rowCount) {
        if (values instanceof LongColumn) {
            return rowCount;
        }
        long[] highs = ((WideColumn) values).high();
        long bits = 0;
        for (int i = 0; i < rowCount; i++) {
            bits |= highs[i] ^ highs[i] >> 63;
        }
        int shift = 64 - Long.numberOfLeadingZeros(bits);
        int rowBits = 64 - Long.numberOfLeadingZeros(rowCount);
        return shift + rowBits >= 62 ? Long.MAX_VALUE : (long) rowCount << shift;
    }

    /** Returns whether all values are longs so small that their sum is a long. */
    private static boolean fitSum(WideColumn values, int rowCount) {
        long[] highs = values.high();
        long[] lows = values.low();
        long isLong = 0;
        long bits = 0;
        for (int i = 0; i < rowCount; i++) {
            long sign = lows[i] >> 63;
            isLong |= highs[i] ^ sign;
            bits |= lows[i] ^ sign;
        }
        int rowBits = 32 - Integer.numberOfLeadingZeros(rowCount);
        return isLong == 0 && Long.numberOfLeadingZeros(bits) > rowBits + 1;
    }

    private void addPartial(long[] values, int rowCount, int[] groups) {
        if (keyless) {
            addLong(sum(values, rowCount), 0, high, low);
            return;
        }
        long[] sums = partial;
        Arrays.fill(sums, 0);
        for (int i = 0; i < rowCount; i++) {
            sums[groups[i]] += values[i];
        }
        for (int group = 0; group < sums.length; group++) {
            addLong(sums[group], group, high, low);
        }
    }

    private static long sum(long[] values, int rowCount) {
        long sum = 0;
        for (int i = 0; i < rowCount; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static void addLongs(long[] values, int rowCount, int[] groups, long[] high, long[] low) {
        for (int i = 0; i < rowCount; i++) {
            addLong(values[i], groups[i], high, low);
        }
    }

    private static void addLong(long value, int group, long[] high, long[] low) {
        long before = low[group];
        long after = before + value;
        high[group] += (value >> 63) + (((before & value) | ((before | value) & ~after)) >>> 63);
        low[group] = after;
    }

    private static void addWide(long[] highs, long[] lows, int rowCount, int[] groups, long[] high, long[] low) {
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            long value = lows[i];
            long before = low[group];
            long after = before + value;
            high[group] += highs[i] + (((before & value) | ((before | value) & ~after)) >>> 63);
            low[group] = after;
        }
    }

    private void addChecked(Column values, int rowCount, int[] groups) {
        for (int i = 0; i < rowCount; i++) {
            long valueLow = values instanceof LongColumn longs ? longs.values()[i] : ((WideColumn) values).low()[i];
            long valueHigh = values instanceof WideColumn wide ? wide.high()[i] : valueLow >> 63;
            if (mayLeaveType) {
                growCarried();
                carried[groups[i]] = carried[groups[i]].add(toBigInteger(valueHigh, valueLow));
            } else {
                addChecked(valueHigh, valueLow, groups[i]);
            }
        }
    }

    private void addChecked(long valueHigh, long valueLow, int group) {
        long highBefore = high[group];
        long before = low[group];
        long after = before + valueLow;
        long carry = ((before & valueLow) | ((before | valueLow) & ~after)) >>> 63;
        long highAfter = highBefore + valueHigh + carry;
        if (((highBefore ^ highAfter) & (valueHigh ^ highAfter)) < 0 || !fits(highAfter, after)) {
            intact[group] = 0;
        }
        high[group] = highAfter;
        low[group] = after;
    }

    private boolean fits(long sumHigh, long sumLow) {
        long absoluteHigh = sumHigh;
        long absoluteLow = sumLow;
        if (sumHigh < 0) {
            absoluteLow = -sumLow;
            absoluteHigh = ~sumHigh + (sumLow == 0 ? 1 : 0);
        }
        return absoluteHigh < limitHigh
                || (absoluteHigh == limitHigh && Long.compareUnsigned(absoluteLow, limitLow) < 0);
    }

    /** Moves all sums into numbers of unlimited size. */
    private void carry() {
        growCarried();
        for (int group = 0; group < high.length; group++) {
            carried[group] = carried[group].add(toBigInteger(high[group], low[group]));
        }
        Arrays.fill(high, 0);
        Arrays.fill(low, 0);
        unitsTaken = 0;
    }

    private void growCarried() {
        int known = carried.length;
        if (known < high.length) {
            carried = Arrays.copyOf(carried, high.length);
            Arrays.fill(carried, known, high.length, BigInteger.ZERO);
        }
    }

    private boolean isCarried(int group) {
        return group < carried.length && carried[group].signum() != 0;
    }

    /** Makes the sum of a group null for good. */
    void overflow(int group) {
        intact[group] = 0;
    }

    /** Returns whether the sum fits in its type, and did at every row. */
    boolean isIntact(int group) {
        return isKnown(group) && (!mayLeaveType || total(group).abs().compareTo(limit) < 0);
    }

    /** Returns whether there is a sum, even one that does not fit in its type. */
    boolean isKnown(int group) {
        return intact[group] != 0;
    }

    /** Returns the sum, even if it left the range at the end and so is not intact. */
    BigInteger total(int group) {
        BigInteger sum = toBigInteger(high[group], low[group]);
        return isCarried(group) ? sum.add(carried[group]) : sum;
    }

    /** Returns whether the sum is a long, available from {@link #asLong}. */
    boolean isLong(int group) {
        return high[group] == low[group] >> 63 && !isCarried(group);
    }

    long asLong(int group) {
        return low[group];
    }

    /** Returns the sums of groups {@code [from, from + count)}. Sums that are not intact may have any value. */
    Column column(int from, int count, long @Nullable [] validity) {
        for (int group = from; group < from + count; group++) {
            if (isCarried(group) && isIntact(group)) {
                BigInteger total = total(group);
                high[group] = total.shiftRight(64).longValue();
                low[group] = total.longValue();
                carried[group] = BigInteger.ZERO;
            }
        }
        long[] lows = Arrays.copyOfRange(low, from, from + count);
        return type.physical() == ColumnType.Physical.LONGS
                ? new LongColumn(type, count, lows, validity)
                : new WideColumn(type, count, Arrays.copyOfRange(high, from, from + count), lows, validity);
    }

    private static BigInteger toBigInteger(long high, long low) {
        BigInteger unsignedLow = BigInteger.valueOf(low & Long.MAX_VALUE);
        return BigInteger.valueOf(high).shiftLeft(64).or(low < 0 ? unsignedLow.setBit(63) : unsignedLow);
    }
}
