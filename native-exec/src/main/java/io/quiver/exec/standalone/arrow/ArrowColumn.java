/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.arrow;

import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.function.StandardTypes;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import io.substrait.proto.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies rows from Arrow's buffers, in memory or in a file, into a column of the type that a plan declares. */
final class ArrowColumn {
    private static final int DECIMAL_BYTES = 16;

    private final ArrowKind kind;
    private final ColumnType type;

    /** Reads the column {@code name} of a table, which is {@code kind} in its schema and {@code wanted} in the plan. */
    ArrowColumn(String name, ArrowKind kind, Type wanted) {
        if (!kind.fits(wanted)) {
            throw PlanFailures.invalid(
                    "column %s is %s where the plan says %s", name, kind, StandardTypes.name(wanted));
        }
        this.kind = kind;
        this.type = StandardTypes.column(wanted);
    }

    /** Returns the number of Arrow's buffers for the column. */
    int bufferCount() {
        return kind.shape() == ArrowKind.Shape.TEXT || kind.shape() == ArrowKind.Shape.BYTES ? 3 : 2;
    }

    /**
     * Reads the rows [from, from + count).
     *
     * @param buffers Arrow's buffers: validity (empty if all rows are valid), offsets if there are any, and values
     * @param from a multiple of 64
     */
    Column read(List<ByteBuffer> buffers, int from, int count) {
        long[] validity = buffers.get(0).capacity() == 0 ? null : bits(buffers.get(0), from, count);
        ByteBuffer values = buffers.get(buffers.size() - 1).duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (kind.shape()) {
            case BIT -> new BooleanColumn(count, bits(values, from, count), validity);
            case INT8 -> ints(count, validity, row -> values.get(from + row));
            case INT16 -> ints(count, validity, row -> values.getShort(2 * (from + row)));
            case INT32, DATE, MONTHS -> {
                int[] out = new int[count];
                at(values, 4L * from).asIntBuffer().get(out);
                yield new IntColumn(type, count, out, validity);
            }
            case INT64, CLOCK, INSTANT, TIME_OF_DAY, DURATION -> longs(values, from, count, validity);
            case FLOAT -> {
                float[] out = new float[count];
                at(values, 4L * from).asFloatBuffer().get(out);
                yield new FloatColumn(type, count, out, validity);
            }
            case DOUBLE -> {
                double[] out = new double[count];
                at(values, 8L * from).asDoubleBuffer().get(out);
                yield new DoubleColumn(type, count, out, validity);
            }
            case DECIMAL -> decimals(values, from, count, validity);
            case TEXT, BYTES -> texts(buffers.get(1), values, from, count, validity);
            case FIXED_BYTES -> fixedBytes(values, from, count, validity);
            case OTHER -> throw new IllegalStateException("a column that fits no type");
        };
    }

    private static ByteBuffer at(ByteBuffer buffer, long position) {
        return buffer.position(Math.toIntExact(position));
    }

    private static long[] bits(ByteBuffer bits, int from, int count) {
        long[] words = new long[Bitmap.wordCount(count)];
        int first = from >> 3;
        int bytes = count + 7 >> 3;
        for (int i = 0; i < bytes; i++) {
            words[i >> 3] |= (bits.get(first + i) & 0xFFL) << ((i & 7) << 3);
        }
        return words;
    }

    private interface IntAt {
        int get(int row);
    }

    private Column ints(int count, long @Nullable [] validity, IntAt values) {
        int[] out = new int[count];
        for (int i = 0; i < count; i++) {
            out[i] = values.get(i);
        }
        return new IntColumn(type, count, out, validity);
    }

    private Column longs(ByteBuffer values, int from, int count, long @Nullable [] validity) {
        long[] out = new long[count];
        at(values, 8L * from).asLongBuffer().get(out);
        long unit = Math.max(1, kind.micros());
        for (int i = 0; unit > 1 && i < count; i++) {
            out[i] = Bitmap.isSet(validity, i) ? Math.multiplyExact(out[i], unit) : 0;
        }
        return new LongColumn(type, count, out, validity);
    }

    private Column decimals(ByteBuffer values, int from, int count, long @Nullable [] validity) {
        long[] low = new long[count];
        long[] high = new long[count];
        for (int i = 0; i < count; i++) {
            int at = DECIMAL_BYTES * (from + i);
            low[i] = values.getLong(at);
            high[i] = values.getLong(at + 8);
        }
        return type.physical() == ColumnType.Physical.WIDE
                ? new WideColumn(type, count, high, low, validity)
                : new LongColumn(type, count, low, validity);
    }

    private Column texts(ByteBuffer offsetBytes, ByteBuffer values, int from, int count, long @Nullable [] validity) {
        int[] offsets = new int[count + 1];
        at(offsetBytes.duplicate().order(ByteOrder.LITTLE_ENDIAN), 4L * from)
                .asIntBuffer()
                .get(offsets);
        int first = offsets[0];
        byte[] data = new byte[offsets[count] - first];
        at(values, first).get(data);
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = offsets[i + 1] - offsets[i];
            offsets[i] -= first;
        }
        return new BytesColumn(type, count, data, offsets, lengths, validity);
    }

    private Column fixedBytes(ByteBuffer values, int from, int count, long @Nullable [] validity) {
        byte[] data = new byte[count * kind.width()];
        at(values, (long) from * kind.width()).get(data);
        int[] starts = new int[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i] = i * kind.width();
            lengths[i] = kind.width();
        }
        return new BytesColumn(type, count, data, starts, lengths, validity);
    }
}
