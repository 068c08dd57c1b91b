/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.exec.kernel.XxHash64;
import io.quiver.exec.operator.host.ForeignAggregates.GroupStates;
import io.quiver.exec.operator.host.Phase;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DictionaryColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.spark.column.SparkTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.HyperLogLogPlusPlus;
import org.apache.spark.unsafe.Platform;

/**
 * Holds the registers of approximate distinct counts, packed in words as in Spark. Spark's code computes the counts. Source:
 * Spark 4.1.3 {@code HyperLogLogPlusPlus}, {@code HyperLogLogPlusPlusHelper}.
 */
final class HyperLogLogStates implements GroupStates {
    private static final int REGISTER_BITS = 6;
    private static final int REGISTERS_PER_WORD = 10;
    private static final long REGISTER_MASK = 63;
    private static final long SEED = 42;
    private static final int ARRAY_HEADER_BYTES = 24;

    private final HyperLogLogPlusPlus function;
    private final Phase phase;
    private final int argument;
    private final int wordCount;
    private final int indexBits;
    private long[][] words = new long[0][];
    private int groupCount;

    /** Creates states of a function that this {@linkplain #takes takes}. */
    HyperLogLogStates(HyperLogLogPlusPlus function, Phase phase) {
        this.function = (HyperLogLogPlusPlus) function.withNewMutableAggBufferOffset(0);
        this.phase = phase;
        this.argument = ((BoundReference) function.child()).ordinal();
        this.wordCount = function.hllppHelper().numWords();
        // There are 2^p registers in m / 10 + 1 words: p is at least 4.
        this.indexBits = 31 - Integer.numberOfLeadingZeros(REGISTERS_PER_WORD * wordCount);
    }

    /** Whether its values are a column of a type that a kernel hashes. */
    static boolean takes(HyperLogLogPlusPlus function) {
        if (!(function.child() instanceof BoundReference reference)) {
            return false;
        }
        ColumnType.Kind kind = SparkTypes.columnType(reference.dataType()).kind();
        return kind != ColumnType.Kind.OPAQUE && kind != ColumnType.Kind.NULL;
    }

    @Override
    public void update(Batch arguments, int[] groups) {
        if (phase.readsState()) {
            merge(arguments, groups);
            return;
        }
        int rowCount = arguments.rowCount();
        grow(BufferedStates.groupCount(groups, rowCount));
        Column column = arguments.column(argument);
        long[] hashes = hashes(column, rowCount);
        for (int row = 0; row < rowCount; row++) {
            if (!column.isNull(row)) {
                add(words[groups[row]], hashes[row]);
            }
        }
    }

    private long[] hashes(Column column, int rowCount) {
        long[] hashes = new long[rowCount];
        if (column instanceof DictionaryColumn encoded && encoded.dictionary().rowCount() <= rowCount) {
            Column entries = encoded.dictionary();
            long[] entryHashes = new long[entries.rowCount()];
            Arrays.fill(entryHashes, SEED);
            XxHash64.update(entries, entryHashes, entries.rowCount());
            for (int row = 0; row < rowCount; row++) {
                hashes[row] = entryHashes[encoded.ids()[row]];
            }
        } else {
            Arrays.fill(hashes, SEED);
            XxHash64.update(column, hashes, rowCount);
        }
        return hashes;
    }

    private void add(long[] registers, long hash) {
        int index = (int) (hash >>> Long.SIZE - indexBits);
        long rank = Long.numberOfLeadingZeros(hash << indexBits | 1L << indexBits - 1) + 1L;
        int word = index / REGISTERS_PER_WORD;
        int shift = REGISTER_BITS * (index - word * REGISTERS_PER_WORD);
        long value = registers[word];
        if (rank > (value >>> shift & REGISTER_MASK)) {
            registers[word] = value & ~(REGISTER_MASK << shift) | rank << shift;
        }
    }

    @Override
    public void merge(Batch states, int[] groups) {
        int rowCount = states.rowCount();
        grow(BufferedStates.groupCount(groups, rowCount));
        for (int word = 0; word < wordCount; word++) {
            LongColumn column = (LongColumn) states.column(word).flat();
            long[] values = column.values();
            for (int row = 0; row < rowCount; row++) {
                long[] registers = words[groups[row]];
                registers[word] = greatest(registers[word], column.isNull(row) ? 0 : values[row]);
            }
        }
    }

    /** The maximum of each register. */
    private static long greatest(long left, long right) {
        if (left == 0 || right == 0 || left == right) {
            return left | right;
        }
        long word = 0;
        for (int shift = 0; shift < REGISTER_BITS * REGISTERS_PER_WORD; shift += REGISTER_BITS) {
            long mask = REGISTER_MASK << shift;
            word |= Math.max(left & mask, right & mask);
        }
        return word;
    }

    @Override
    public void grow(int newGroupCount) {
        if (newGroupCount > words.length) {
            words = Arrays.copyOf(words, Math.max(newGroupCount, 2 * words.length));
        }
        for (; groupCount < newGroupCount; groupCount++) {
            words[groupCount] = new long[wordCount];
        }
    }

    @Override
    public List<Column> output(int[] groups) {
        return phase.writesState() ? state(groups) : List.of(results(groups));
    }

    @Override
    public List<Column> state(int[] groups) {
        List<Column> columns = new ArrayList<>(wordCount);
        for (int word = 0; word < wordCount; word++) {
            long[] values = new long[groups.length];
            for (int i = 0; i < groups.length; i++) {
                values[i] = words[groups[i]][word];
            }
            columns.add(new LongColumn(ColumnType.LONG, groups.length, values, null));
        }
        return columns;
    }

    private Column results(int[] groups) {
        int header = UnsafeRow.calculateBitSetWidthInBytes(wordCount);
        byte[] bytes = new byte[header + Long.BYTES * wordCount];
        UnsafeRow buffer = new UnsafeRow(wordCount);
        buffer.pointTo(bytes, bytes.length);
        long[] results = new long[groups.length];
        for (int i = 0; i < groups.length; i++) {
            Platform.copyMemory(
                    words[groups[i]],
                    Platform.LONG_ARRAY_OFFSET,
                    bytes,
                    Platform.BYTE_ARRAY_OFFSET + (long) header,
                    (long) Long.BYTES * wordCount);
            results[i] = (Long) function.eval(buffer);
        }
        return new LongColumn(ColumnType.LONG, groups.length, results, null);
    }

    @Override
    public long sizeBytes() {
        return groupCount * ((long) Long.BYTES * wordCount + ARRAY_HEADER_BYTES);
    }

    @Override
    public void close() {
        words = new long[0][];
        groupCount = 0;
    }
}
