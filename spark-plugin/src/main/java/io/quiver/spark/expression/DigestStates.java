/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.kernel.sort.RadixSort;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.SparkTypes;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile.PercentileDigest;
import org.apache.spark.sql.catalyst.util.QuantileSummaries;
import org.apache.spark.sql.types.Decimal;

/**
 * Computes approximate percentiles in Spark's digests. A digest sorts boxed values each time a fixed number has arrived. Here it
 * gets the same number of values at a time, already sorted. Source: Spark 4.1.3 {@code ApproximatePercentile},
 * {@code QuantileSummaries.insert}.
 */
final class DigestStates implements GroupStates {
    private static final int MIN_CAPACITY = 16;
    /** Up to here, the digits divided by a power of ten give the nearest double, as BigDecimal.doubleValue does. */
    private static final long MAX_EXACT_DIGITS = 1L << 52;

    private final BufferedStates digests;
    private final ColumnType valueType;
    private final int argument;
    private final double divisor;
    private final int atOnce = QuantileSummaries.defaultHeadSize();
    /** Values by group that are not in its digest yet, as longs of the same order. */
    private long[][] pending = new long[0][];

    private int[] pendingCounts = new int[0];
    private long pendingBytes;
    private final RadixSort sort = new RadixSort();

    /** Creates states of a function that this {@linkplain #takes takes}, from rows; {@code digests} are Spark's own. */
    DigestStates(BufferedStates digests, ApproximatePercentile function) {
        BoundReference reference = (BoundReference) function.child();
        this.digests = digests;
        this.valueType = SparkTypes.columnType(reference.dataType());
        this.argument = reference.ordinal();
        this.divisor = valueType.isDecimal() ? Double.parseDouble("1e" + valueType.scale()) : 1;
    }

    /** Whether the function reads numbers or times from a column. */
    static boolean takes(ApproximatePercentile function) {
        return function.child() instanceof BoundReference reference
                && isKnown(SparkTypes.columnType(reference.dataType()));
    }

    private static boolean isKnown(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DATE, TIMESTAMP, TIMESTAMP_NTZ -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case BOOLEAN, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        grow(BufferedStates.groupCount(groups, arguments.rowCount()));
        Column values = arguments.column(argument).flat();
        long[] words = words(values, arguments.rowCount());
        for (int i = 0; i < words.length; i++) {
            if (!values.isNull(i)) {
                add(groups[i], words[i]);
            }
        }
    }

    private static long[] words(Column values, int rowCount) {
        if (values instanceof LongColumn column) {
            return Arrays.copyOf(column.values(), rowCount);
        }
        long[] words = new long[rowCount];
        if (values instanceof DoubleColumn column) {
            for (int i = 0; i < rowCount; i++) {
                words[i] = inOrder(Double.doubleToRawLongBits(column.values()[i]));
            }
        } else if (values instanceof FloatColumn column) {
            for (int i = 0; i < rowCount; i++) {
                words[i] = inOrder(Double.doubleToRawLongBits(column.values()[i]));
            }
        } else {
            for (int i = 0; i < rowCount; i++) {
                words[i] = ((IntColumn) values).values()[i];
            }
        }
        return words;
    }

    /** The bits of doubles as longs in their order, and back; NaN is where its sign puts it, and the digest sorts once more. */
    private static long inOrder(long bits) {
        return bits ^ bits >> 63 & Long.MAX_VALUE;
    }

    private double value(long word) {
        return switch (valueType.kind()) {
            case FLOAT, DOUBLE -> Double.longBitsToDouble(inOrder(word));
            case DECIMAL -> decimal(word);
            case BOOLEAN, BYTE, SHORT, INT, LONG, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> word;
        };
    }

    private double decimal(long digits) {
        return Math.abs(digits) < MAX_EXACT_DIGITS
                ? digits / divisor
                : Decimal.apply(digits, valueType.precision(), valueType.scale())
                        .toDouble();
    }

    private void add(int group, long word) {
        long[] values = pending[group];
        int count = pendingCounts[group];
        if (count == values.length) {
            int capacity = Math.min(atOnce, Math.max(MIN_CAPACITY, 2 * count));
            values = Arrays.copyOf(values, capacity);
            pending[group] = values;
            pendingBytes += 8L * (capacity - count);
        }
        values[count] = word;
        pendingCounts[group] = count + 1;
        if (count + 1 == atOnce) {
            flush(group);
        }
    }

    private void flush(int group) {
        long[] values = pending[group];
        int count = pendingCounts[group];
        sort.sort(values, count);
        PercentileDigest digest = (PercentileDigest) ((GenericInternalRow) digests.buffer(group)).genericGet(0);
        for (int i = 0; i < count; i++) {
            digest.add(value(values[i]));
        }
        pendingCounts[group] = 0;
    }

    private void flush(int[] groups) {
        for (int group : groups) {
            flushPending(group);
        }
    }

    private void flushPending(int group) {
        if (pendingCounts[group] > 0) {
            flush(group);
        }
    }

    @Override
    public void grow(int groupCount) {
        digests.grow(groupCount);
        if (groupCount > pending.length) {
            int old = pending.length;
            int capacity = Math.max(groupCount, 2 * old);
            pending = Arrays.copyOf(pending, capacity);
            Arrays.fill(pending, old, capacity, new long[0]);
            pendingCounts = Arrays.copyOf(pendingCounts, capacity);
        }
    }

    @Override
    public void merge(Batch states, int[] groups) {
        grow(BufferedStates.groupCount(groups, states.rowCount()));
        for (int row = 0; row < states.rowCount(); row++) {
            flushPending(groups[row]);
        }
        digests.merge(states, groups);
    }

    @Override
    public List<Column> output(int[] groups) {
        flush(groups);
        return digests.output(groups);
    }

    @Override
    public List<Column> state(int[] groups) {
        flush(groups);
        return digests.state(groups);
    }

    @Override
    public long sizeBytes() {
        return digests.sizeBytes() + pendingBytes + 12L * pending.length;
    }

    @Override
    public void close() {
        digests.close();
        pending = new long[0][];
        pendingCounts = new int[0];
    }
}
