/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bytes of a block, little endian: {@code int} magic, row count, column count, then the columns. A column is an
 * encoding byte, a physical type byte, a byte that is 1 where there are nulls, and then its buffers, in Arrow's layout
 * but not padded:
 *
 * <ul>
 *   <li>FLAT: validity words (where there are nulls), then the values: words of bits, or the elements; 128-bit values as
 *       all high halves and then all low halves; bytes as the lengths, the total, and the bytes one after the other.
 *   <li>CONSTANT: a FLAT column of one row.
 *   <li>DICTIONARY: validity words (where there are nulls), the entry count, the width of an id in bytes (1, 2 or 4), the
 *       entries as a FLAT column, and the ids.
 * </ul>
 *
 * <p>Column types are not in the block: both sides know them from the plan. Blocks live as long as a query and are read by
 * the version that wrote them; the magic number changes with the layout.
 */
final class BlockFormat {
    static final int MAGIC = 0x31_42_56_51; // "QVB1"

    static final int HEADER_BYTES = 12;

    static final byte FLAT = 0;
    static final byte CONSTANT = 1;
    static final byte DICTIONARY = 2;

    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private BlockFormat() {}
}
