/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet.decode;

import io.quiver.exec.error.Declined;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.WideColumn;
import java.math.BigInteger;

/** Decodes big-endian two's complement in BINARY and FIXED_LEN_BYTE_ARRAY as decimals of more than 18 digits. */
public final class WideDecoder extends BytesDecoder {
    private final long[] high;
    private final long[] low;
    private final long limitHigh;
    private final long limitLow;
    private long[] dictionaryHigh = new long[0];
    private long[] dictionaryLow = new long[0];

    public WideDecoder(ColumnType type, int capacity, boolean optional, PassThroughCodecs codecs, int fixedLength) {
        super(type, capacity, optional, codecs, fixedLength);
        high = new long[capacity];
        low = new long[capacity];
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        limitHigh = limit.shiftRight(64).longValueExact();
        limitLow = limit.longValue();
    }

    @Override
    void dictionary(byte[] bytes, int size, int count) {
        super.dictionary(bytes, size, count);
        dictionaryHigh = new long[count];
        dictionaryLow = new long[count];
        BytesColumn values = dictionary();
        checkNotEmpty(values);
        decode(bytes, values.starts(), values.lengths(), count, dictionaryHigh, dictionaryLow);
    }

    @Override
    public WideColumn column() {
        int rows = rows();
        if (isDictionary()) {
            int[] ids = rowIds();
            for (int i = 0; i < rows; i++) {
                high[i] = dictionaryHigh[ids[i]];
                low[i] = dictionaryLow[ids[i]];
            }
        } else {
            BytesColumn values = views();
            checkNotEmpty(values);
            decode(values.data(), values.starts(), values.lengths(), rows, high, low);
        }
        checkPrecision(rows);
        return new WideColumn(type, rows, high, low, validity());
    }

    private static void checkNotEmpty(BytesColumn values) {
        for (int i = 0; i < values.rowCount(); i++) {
            if (values.lengths()[i] == 0 && !values.isNull(i)) {
                throw Declined.batch();
            }
        }
    }

    /** Decodes values; null rows have no bytes and become 0. The caller declines a value without bytes. */
    private static void decode(byte[] bytes, int[] starts, int[] lengths, int count, long[] high, long[] low) {
        for (int i = 0; i < count; i++) {
            int length = lengths[i];
            if (length > 16) {
                throw Declined.batch();
            }
            long upper = 0;
            long lower = 0;
            if (length > 0) {
                int start = starts[i];
                upper = bytes[start] >> 7;
                lower = upper;
                for (int b = start; b < start + length; b++) {
                    upper = upper << 8 | lower >>> 56;
                    lower = lower << 8 | bytes[b] & 0xff;
                }
            }
            high[i] = upper;
            low[i] = lower;
        }
    }

    /** Declines values with more digits than the type. Spark 4.1's Decimal.apply rejects them when the value is read. */
    private void checkPrecision(int rows) {
        for (int i = 0; i < rows; i++) {
            // a negative number's complement is its magnitude less one, and so is its limit
            long sign = high[i] >> 63;
            long h = high[i] ^ sign;
            long l = low[i] ^ sign;
            if (h > limitHigh || h == limitHigh && Long.compareUnsigned(l, limitLow + sign) >= 0) {
                throw Declined.batch();
            }
        }
    }
}
