/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.operator.aggregate.table.KeyCodes;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.spark.column.SparkTypes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Percentile;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;
import org.jspecify.annotations.Nullable;

/**
 * Computes exact percentiles of numbers. Values are counted as longs with the same order; states have Spark's form. For a
 * negative zero, Spark's own states take over: it is another key than zero in Spark's map, but equal to it in order. Source:
 * Spark 4.1.3 {@code PercentileBase}.
 */
final class PercentileStates implements GroupStates {
    private static final int PAIR_BYTES = 24;
    private static final int STATE_ENTRY_BYTES = Integer.BYTES + PAIR_BYTES;
    /** The value -0.0 as a long. */
    private static final long NEGATIVE_ZERO = FloatingOrder.keyOfBits(-0.0);

    private final Percentile function;
    private final Phase phase;
    private final Supplier<GroupStates> maker;
    private final ColumnType valueType;
    private final int argument;
    private final double[] percentages;
    private final ValueCounts counts = new ValueCounts();
    private int groupCount;
    private @Nullable GroupStates sparks;

    /** Creates states of a function that this {@linkplain #takes takes}; {@code maker} makes Spark's own. */
    PercentileStates(Percentile function, Phase phase, Supplier<GroupStates> maker) {
        this.function = function;
        this.phase = phase;
        this.maker = maker;
        this.valueType = SparkTypes.columnType(function.child().dataType());
        this.argument = ((BoundReference) function.child()).ordinal();
        Object given = function.percentageExpression().eval(InternalRow.empty());
        this.percentages = given instanceof ArrayData array ? array.toDoubleArray() : new double[] {(Double) given};
    }

    /** Whether the function reads numbers from a column, each with frequency one. */
    static boolean takes(Percentile function) {
        Expression frequency = function.frequencyExpression();
        return function.child() instanceof BoundReference reference
                && isNumber(SparkTypes.columnType(reference.dataType()))
                && frequency.foldable()
                && frequency.eval(InternalRow.empty()) instanceof Number times
                && times.longValue() == 1;
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type.kind()) {
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE -> true;
            case DECIMAL -> type.physical() == ColumnType.Physical.LONGS;
            case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    private boolean isFraction() {
        return valueType.kind() == ColumnType.Kind.DOUBLE || valueType.kind() == ColumnType.Kind.FLOAT;
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        grow(BufferedStates.groupCount(groups, arguments.rowCount()));
        if (sparks != null) {
            sparks.update(arguments, groups);
            return;
        }
        if (phase.readsState()) {
            merge(arguments, groups);
            return;
        }
        Column values = arguments.column(argument).flat();
        long[] codes = codes(values, arguments.rowCount());
        if (hasNegativeZero(codes)) {
            takeOver().update(arguments, groups);
            return;
        }
        for (int i = 0; i < codes.length; i++) {
            if (!values.isNull(i)) {
                counts.add(groups[i], codes[i], 1);
            }
        }
    }

    private static long[] codes(Column values, int rowCount) {
        long[] codes = new long[rowCount];
        if (values instanceof DoubleColumn doubles) {
            for (int i = 0; i < rowCount; i++) {
                codes[i] = FloatingOrder.keyOfBits(doubles.values()[i]);
            }
        } else if (values instanceof FloatColumn floats) {
            for (int i = 0; i < rowCount; i++) {
                codes[i] = FloatingOrder.keyOfBits(floats.values()[i]);
            }
        } else {
            KeyCodes.encode(values, rowCount, codes);
        }
        return codes;
    }

    private boolean hasNegativeZero(long[] codes) {
        return isFraction() && Arrays.stream(codes).anyMatch(code -> code == NEGATIVE_ZERO);
    }

    /** Spark's states with the counts so far. */
    private GroupStates takeOver() {
        GroupStates states = BufferedStates.takeOver(this, groupCount, maker);
        sparks = states;
        return states;
    }

    @Override
    public void grow(int newGroupCount) {
        groupCount = Math.max(groupCount, newGroupCount);
        if (sparks != null) {
            sparks.grow(newGroupCount);
        }
    }

    @Override
    public void merge(Batch states, int[] groups) {
        grow(BufferedStates.groupCount(groups, states.rowCount()));
        if (sparks == null && hasNegativeZero(states)) {
            takeOver();
        }
        if (sparks != null) {
            sparks.merge(states, groups);
            return;
        }
        BytesColumn column = (BytesColumn) states.column(0).flat();
        for (int row = 0; row < states.rowCount(); row++) {
            ByteBuffer pairs = pairs(column, row);
            while (pairs.remaining() >= PAIR_BYTES) {
                counts.add(groups[row], nextCode(pairs), pairs.getLong());
                pairs.position(pairs.position() + Integer.BYTES);
            }
        }
    }

    private boolean hasNegativeZero(Batch states) {
        if (!isFraction()) {
            return false;
        }
        BytesColumn column = (BytesColumn) states.column(0).flat();
        for (int row = 0; row < states.rowCount(); row++) {
            ByteBuffer pairs = pairs(column, row);
            while (pairs.remaining() >= PAIR_BYTES) {
                if (nextCode(pairs) == NEGATIVE_ZERO) {
                    return true;
                }
                pairs.position(pairs.position() + Long.BYTES + Integer.BYTES);
            }
        }
        return false;
    }

    /** The pairs of a state, after the size of the first pair; the size of each pair is known. */
    private static ByteBuffer pairs(BytesColumn states, int row) {
        int length = states.isNull(row) ? Integer.BYTES : states.lengths()[row];
        return ByteBuffer.wrap(states.data(), states.starts()[row], length)
                .slice()
                .position(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Reads the null bits and the value of an unsafe row of a value and its count. */
    private long nextCode(ByteBuffer pairs) {
        pairs.getLong();
        long word = pairs.getLong();
        return switch (valueType.kind()) {
            case BYTE -> (byte) word;
            case SHORT -> (short) word;
            case INT -> (int) word;
            case FLOAT -> FloatingOrder.keyOfBits(Float.intBitsToFloat((int) word));
            case DOUBLE -> FloatingOrder.keyOfBits(Double.longBitsToDouble(word));
            case LONG, DECIMAL -> word;
            case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                throw new IllegalStateException("percentiles of " + valueType);
        };
    }

    /** The word of an unsafe row for a value; narrower values leave the other bytes 0. */
    private long word(long code) {
        return switch (valueType.kind()) {
            case BYTE -> code & 0xFF;
            case SHORT -> code & 0xFFFF;
            case INT -> code & 0xFFFF_FFFFL;
            case FLOAT -> Float.floatToRawIntBits((float) FloatingOrder.ofBits(code)) & 0xFFFF_FFFFL;
            case DOUBLE -> Double.doubleToRawLongBits(FloatingOrder.ofBits(code));
            case LONG, DECIMAL -> code;
            case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE ->
                throw new IllegalStateException("percentiles of " + valueType);
        };
    }

    @Override
    public List<Column> output(int[] groups) {
        if (phase.writesState()) {
            return state(groups);
        }
        return sparks != null ? sparks.output(groups) : List.of(results(groups));
    }

    /** Writes the row size and the row of each value, then -1, as PercentileBase.serialize does. */
    @Override
    public List<Column> state(int[] groups) {
        if (sparks != null) {
            return sparks.state(groups);
        }
        ColumnBuilder states = ColumnBuilder.create(ColumnType.BINARY, groups.length);
        for (int group : groups) {
            long[] codes = counts.values(group);
            int length = Math.addExact(Math.multiplyExact(codes.length, STATE_ENTRY_BYTES), Integer.BYTES);
            ByteBuffer out = ByteBuffer.allocate(length);
            for (long code : codes) {
                out.order(ByteOrder.BIG_ENDIAN).putInt(PAIR_BYTES);
                out.order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(0)
                        .putLong(word(code))
                        .putLong(counts.count(group, code));
            }
            out.putInt(-1);
            states.appendBytes(out.array(), 0, length);
        }
        return List.of(states.build());
    }

    private Column results(int[] groups) {
        ColumnBuilder results = ColumnBuilder.create(SparkTypes.columnType(function.dataType()), groups.length);
        boolean isOne = function.dataType() instanceof DoubleType;
        for (int group : groups) {
            double[] found = percentiles(group);
            if (found.length == 0) {
                results.appendNull();
            } else if (isOne) {
                results.appendDouble(found[0]);
            } else {
                byte[] array = unsafeArray(found);
                results.appendBytes(array, 0, array.length);
            }
        }
        return results.build();
    }

    /** Lays out non-null doubles as UnsafeArrayData does. */
    private static byte[] unsafeArray(double[] values) {
        int nullBits = (values.length + 63) / 64 * Long.BYTES;
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + nullBits + Double.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(values.length)
                .position(Long.BYTES + nullBits);
        for (double value : values) {
            out.putDouble(value);
        }
        return out.array();
    }

    /** Source: PercentileBase.getPercentiles, getPercentile. */
    private double[] percentiles(int group) {
        long[] codes = counts.values(group);
        if (codes.length == 0) {
            return new double[0];
        }
        Arrays.sort(codes);
        if (function.reverse()) {
            reverse(codes);
        }
        long[] ends = new long[codes.length];
        long total = 0;
        for (int i = 0; i < codes.length; i++) {
            total += counts.count(group, codes[i]);
            ends[i] = total;
        }
        double[] found = new double[percentages.length];
        for (int p = 0; p < found.length; p++) {
            double position = (total - 1) * percentages[p];
            long lower = (long) Math.floor(position);
            long higher = (long) Math.ceil(position);
            long lowerCode = codes[place(ends, lower + 1)];
            long higherCode = codes[place(ends, higher + 1)];
            found[p] = higher == lower || higherCode == lowerCode
                    ? value(lowerCode)
                    : (higher - position) * value(lowerCode) + (position - lower) * value(higherCode);
        }
        return found;
    }

    private static void reverse(long[] codes) {
        for (int i = 0, j = codes.length - 1; i < j; i++, j--) {
            long code = codes[i];
            codes[i] = codes[j];
            codes[j] = code;
        }
    }

    private static int place(long[] ends, long end) {
        int found = Arrays.binarySearch(ends, end);
        return found < 0 ? -(found + 1) : found;
    }

    private double value(long code) {
        return switch (valueType.kind()) {
            case DOUBLE, FLOAT -> FloatingOrder.ofBits(code);
            case DECIMAL ->
                Decimal.apply(code, valueType.precision(), valueType.scale()).toDouble();
            default -> code;
        };
    }

    @Override
    public long sizeBytes() {
        return sparks != null ? sparks.sizeBytes() : counts.sizeBytes();
    }

    @Override
    public void close() {
        if (sparks != null) {
            sparks.close();
        }
    }
}
