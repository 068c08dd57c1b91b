/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.hash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.LongUnaryOperator;

/** Makes keys as they occur in tables, above all regular ones, which a weak hash places side by side. */
public final class KeyFamilies {
    private KeyFamilies() {}

    /** Returns families of distinct 64-bit values by name. Each maps the number of a key to the key. */
    public static Map<String, LongUnaryOperator> longs() {
        Map<String, LongUnaryOperator> families = new LinkedHashMap<>();
        families.put("sequence", i -> i);
        families.put("sequence from far", i -> 1_700_000_000_000L + i);
        families.put("negative sequence", i -> -i);
        families.put("both signs", i -> (i & 1) == 0 ? i : -i);
        for (int shift : new int[] {1, 4, 8, 12, 16, 20, 24, 32, 36, 40, 45}) {
            families.put("multiples of 2^" + shift, i -> i << shift);
        }
        for (long step : new long[] {10, 1000, 1_000_000, 86_400, 86_400_000_000L, 3_600_000_000L, 1_000_000_007L}) {
            families.put("multiples of " + step, i -> i * step);
        }
        families.put("whole doubles", i -> Double.doubleToRawLongBits(i));
        families.put("whole doubles from far", i -> Double.doubleToRawLongBits(1e9 + i));
        families.put("negative doubles", i -> Double.doubleToRawLongBits(-1.0 - i));
        families.put("quarters", i -> Double.doubleToRawLongBits(i / 4.0));
        families.put("cents as doubles", i -> Double.doubleToRawLongBits(i / 100.0));
        families.put("thousands as doubles", i -> Double.doubleToRawLongBits(i * 1000.0));
        families.put("whole floats", i -> Float.floatToRawIntBits(i));
        families.put("cents as floats", i -> Float.floatToRawIntBits(i / 100f));
        families.put("dates", i -> i - 25_567);
        families.put("decimals with two digits after the point", i -> i * 100);
        families.put("pairs of ints", i -> (i & 0xFF) << 32 | i >> 8);
        families.put("pairs of shorts in the middle", i -> (i & 0xFF) << 40 | i >> 8 << 16);
        families.put("upper halves only", i -> i << 32 | 0x5555_5555L);
        families.put("reversed bits", Long::reverse);
        families.put("Gray code", i -> i ^ i >> 1);
        Random random = new Random(3);
        long[] drawn = random.longs(1 << 17).toArray();
        families.put("random", i -> drawn[(int) i]);
        return families;
    }

    /** Returns families of distinct texts and binaries, by name. */
    public static Map<String, IntFunction<byte[]>> bytes() {
        Map<String, IntFunction<byte[]>> families = new LinkedHashMap<>();
        for (String format : new String[] {
            "%d",
            "%06d",
            "%07d",
            "%08d",
            "%09d",
            "%016d",
            "CUST%012d",
            "id-%d",
            "%-20d",
            "%020d",
            "%08d/00000000",
            "https://example.org/customers/%09d/orders?page=1",
            "00000000%08d00000000"
        }) {
            families.put(format, i -> format.formatted(i).getBytes(StandardCharsets.UTF_8));
        }
        families.put(
                "hexadecimal",
                i -> "%08x".formatted(i * 2_654_435_761L & 0xFFFF_FFFFL).getBytes(StandardCharsets.UTF_8));
        families.put("big-endian ints", i -> ByteBuffer.allocate(4).putInt(i).array());
        families.put("big-endian longs", i -> ByteBuffer.allocate(8).putLong(i).array());
        families.put(
                "little-endian longs",
                i -> ByteBuffer.allocate(8).putLong(Long.reverseBytes(i)).array());
        families.put(
                "two longs",
                i -> ByteBuffer.allocate(16).putLong(i & 0xFF).putLong(i >> 8).array());
        families.put("pairs of longs both ways round", i -> ByteBuffer.allocate(16)
                .putLong(i % 2 == 0 ? i / 2 : ~(i / 2))
                .putLong(i % 2 == 0 ? ~(i / 2) : i / 2)
                .array());
        families.put("blocks both ways round", i -> ("%s/%s"
                        .formatted(
                                i % 2 == 0 ? "%07d".formatted(i / 2) : "anybody",
                                i % 2 == 0 ? "anybody1" : "%07d1".formatted(i / 2)))
                .getBytes(StandardCharsets.UTF_8));
        families.put("zeros of every length", i -> new byte[i % 2_000]);
        return families;
    }
}
