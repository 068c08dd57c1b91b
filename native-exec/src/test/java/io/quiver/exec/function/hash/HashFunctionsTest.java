/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.kernel.Murmur3;
import io.quiver.exec.kernel.WideBytes;
import io.quiver.exec.kernel.XxHash64;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashFunctionsTest {
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.BYTE,
            ColumnType.INT,
            ColumnType.DATE,
            ColumnType.LONG,
            ColumnType.TIMESTAMP,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.STRING,
            ColumnType.BINARY,
            ColumnType.decimal(9, 2),
            ColumnType.decimal(38, 4));

    @Test
    void columnsHashInOrderAndNullsKeepTheHash() {
        for (ColumnType type : TYPES) {
            FunctionCheck.of("hash", EvaluationMode.LEGACY, ColumnType.INT, type, ColumnType.LONG, ColumnType.INT)
                    .with(2, 42)
                    .against(row -> murmur3(row[1], murmur3(row[0], 42)));
            FunctionCheck.of(
                            "xxhash64",
                            EvaluationMode.LEGACY,
                            ColumnType.LONG,
                            ColumnType.STRING,
                            type,
                            ColumnType.LONG)
                    .with(2, 42L)
                    .against(row -> xxHash64(row[1], xxHash64(row[0], 42)));
        }
    }

    private static int murmur3(Object value, int seed) {
        if (value == null) {
            return seed;
        }
        if (value instanceof byte[] bytes) {
            return Murmur3.hashBytes(bytes, 0, bytes.length, seed);
        }
        Object bits = bits(value);
        if (bits instanceof byte[] bytes) {
            return Murmur3.hashBytes(bytes, 0, bytes.length, seed);
        }
        return bits instanceof Long number ? Murmur3.hashLong(number, seed) : Murmur3.hashInt((Integer) bits, seed);
    }

    private static long xxHash64(Object value, long seed) {
        if (value == null) {
            return seed;
        }
        Object bits = bits(value);
        if (bits instanceof byte[] bytes) {
            return XxHash64.hashBytes(bytes, 0, bytes.length, seed);
        }
        return bits instanceof Long number ? XxHash64.hashLong(number, seed) : XxHash64.hashInt((Integer) bits, seed);
    }

    private static Object bits(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Float number) {
            return number == 0 ? (Integer) 0 : (Integer) Float.floatToIntBits(number);
        }
        if (value instanceof Double number) {
            return number == 0 ? (Long) 0L : (Long) Double.doubleToLongBits(number);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.scale() == 2
                    ? (Object) decimal.unscaledValue().longValueExact()
                    : decimal.unscaledValue().toByteArray();
        }
        return value;
    }

    @Test
    void wideIntegersHaveTheBytesOfBigInteger() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] out = new byte[WideBytes.MAX];
        for (int i = 0; i < 2000; i++) {
            BigInteger value = new BigInteger(random.nextInt(127), random);
            value = random.nextBoolean() ? value.negate() : value;
            int length = WideBytes.write(value.shiftRight(64).longValue(), value.longValue(), out);
            assertThat(Arrays.copyOf(out, length))
                    .as("%s, seed %d", value, seed)
                    .isEqualTo(value.toByteArray());
        }
    }

    /** Answers of Spark 4.1.3: {@code SELECT hash(...), xxhash64(...)}. */
    @Test
    void hashesAreThoseOfSpark() {
        assertThat(text("Spark", 42)).isEqualTo(228093765);
        assertThat(Murmur3.hashInt(1, 42)).isEqualTo(-559580957);
        assertThat(Murmur3.hashLong(1L, 42)).isEqualTo(-1712319331);
        assertThat(murmur3(3.5, text("Spark", 42))).isEqualTo(-382237920);
        assertThat(murmur3(new BigDecimal("12345678901234567890.5000"), 42)).isEqualTo(218472516);
        assertThat(murmur3(-0.0, 42)).isEqualTo(-1670924195);
        assertThat(xxHash64("Spark".getBytes(StandardCharsets.UTF_8), 42)).isEqualTo(-4294468057691064905L);
        assertThat(xxHash64("abcdefg".getBytes(StandardCharsets.UTF_8), 42)).isEqualTo(3761890393722740389L);
        assertThat(XxHash64.hashInt(1, 42)).isEqualTo(-6698625589789238999L);
        assertThat(XxHash64.hashLong(1L, 42)).isEqualTo(-7001672635703045582L);
        byte[] long56 = "The quick brown fox jumps over the lazy dog, twice over".getBytes(StandardCharsets.UTF_8);
        assertThat(xxHash64(long56, 42)).isEqualTo(-2902966445699630638L);
        assertThat(xxHash64(new BigDecimal("-12345678901234567890.5000"), 42)).isEqualTo(-778177711500524117L);
        assertThat(xxHash64(2.5f, 42)).isEqualTo(-8224967761598873520L);
    }

    private static int text(String value, int seed) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return Murmur3.hashBytes(bytes, 0, bytes.length, seed);
    }
}
