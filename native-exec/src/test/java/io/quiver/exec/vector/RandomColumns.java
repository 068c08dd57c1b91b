/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.vector;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes columns of random values in every type and encoding, for tests. */
public final class RandomColumns {
    /** One type of every kind and physical layout. */
    public static final List<ColumnType> TYPES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.BYTE,
            ColumnType.SHORT,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.decimal(9, 2),
            ColumnType.decimal(18, 4),
            ColumnType.decimal(38, 6),
            ColumnType.DATE,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP_NTZ,
            ColumnType.STRING,
            ColumnType.BINARY,
            ColumnType.NULL,
            ColumnType.opaque("array<int>"));

    /** The encoding of the values. */
    public enum Encoding {
        FLAT,
        FLAT_WITHOUT_NULLS,
        DICTIONARY,
        CONSTANT
    }

    private static final double[] SPECIAL = {
        0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -1e300
    };

    private final Random random;

    public RandomColumns(Random random) {
        this.random = random;
    }

    /** Returns a column of about {@code distinct} different values, a tenth of the rows null. */
    public Column column(ColumnType type, Encoding encoding, int rowCount, int distinct) {
        if (type.kind() == ColumnType.Kind.NULL) {
            return encoding == Encoding.CONSTANT
                    ? ConstantColumn.ofNull(type, rowCount)
                    : BooleanColumn.nulls(rowCount);
        }
        return switch (encoding) {
            case FLAT -> flat(type, rowCount, distinct, 0.1);
            case FLAT_WITHOUT_NULLS -> flat(type, rowCount, distinct, 0);
            case DICTIONARY -> {
                int entries = Math.max(1, distinct);
                int[] ids = random.ints(rowCount, 0, entries).toArray();
                yield new DictionaryColumn(rowCount, ids, flat(type, entries, distinct, 0), validity(rowCount, 0.1));
            }
            case CONSTANT -> ConstantColumn.of(value(type, distinct), type, rowCount);
        };
    }

    public Column column(ColumnType type, int rowCount, int distinct) {
        Encoding[] encodings = Encoding.values();
        return column(type, encodings[random.nextInt(encodings.length)], rowCount, distinct);
    }

    private Column flat(ColumnType type, int rowCount, int distinct, double nullShare) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            values.add(random.nextDouble() < nullShare ? null : value(type, distinct));
        }
        return Cells.column(type, values);
    }

    private long @Nullable [] validity(int rowCount, double nullShare) {
        long[] words = Bitmap.ones(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (random.nextDouble() < nullShare) {
                Bitmap.clear(words, i);
            }
        }
        return words;
    }

    private Object value(ColumnType type, int distinct) {
        int n = random.nextInt(Math.max(1, distinct));
        return switch (type.physical()) {
            case BITS -> (n & 1) == 0;
            case INTS -> n % 100 - 50;
            case LONGS -> (n - distinct / 2) * 1_000_003L;
            case FLOATS -> n < SPECIAL.length ? (float) SPECIAL[n] : n / 3f;
            case DOUBLES -> n < SPECIAL.length ? SPECIAL[n] : n / 3d;
            case WIDE -> BigInteger.TEN.pow(n % 30).multiply(BigInteger.valueOf(n - distinct / 2));
            case BYTES -> "é".repeat(n % 3).concat("v" + n).getBytes(StandardCharsets.UTF_8);
        };
    }
}
