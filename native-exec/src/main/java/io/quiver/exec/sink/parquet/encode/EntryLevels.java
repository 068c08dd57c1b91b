/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import io.quiver.exec.vector.Bitmap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/** Gathers the levels of a column that is part of a nested one. */
final class EntryLevels implements PageLevels {
    private final int maxDefinition;
    private final int maxRepetition;
    private final long[] definitionCounts;
    private final long[] repetitionCounts;
    // Unsigned: a page may have many entries for each byte of its values.
    private byte[] definition = new byte[0];
    private byte[] repetition = new byte[0];
    private int count;
    private int nullCount;
    private boolean isRange;

    EntryLevels(ColumnDescriptor column) {
        maxDefinition = column.getMaxDefinitionLevel();
        maxRepetition = column.getMaxRepetitionLevel();
        definitionCounts = new long[maxDefinition + 1];
        repetitionCounts = new long[maxRepetition + 1];
    }

    /**
     * Adds entries of a column with this validity. Writes the rows of entries that have a value to {@code present} and
     * returns their number. A null in a required column has the level of the place above it, as in parquet-mr.
     */
    int add(Entries entries, long @Nullable [] validity, int[] present) {
        reserve(entries.count());
        int found = select(entries, validity, present);
        for (int i = 0; i < entries.count(); i++) {
            int repeated = entries.repetition()[i];
            repetition[count + i] = (byte) repeated;
            repetitionCounts[repeated]++;
            definitionCounts[definition[count + i] & 0xFF]++;
        }
        count += entries.count();
        nullCount += entries.count() - found;
        return found;
    }

    private int select(Entries entries, long @Nullable [] validity, int[] present) {
        int[] rows = entries.rows();
        int[] above = entries.definition();
        int found = 0;
        boolean follows = true;
        for (int i = 0; i < entries.count(); i++) {
            int row = rows[i];
            if (row >= 0 && Bitmap.isSet(validity, row)) {
                follows &= found == 0 || row == present[found - 1] + 1;
                present[found++] = row;
                definition[count + i] = (byte) maxDefinition;
            } else {
                definition[count + i] = (byte) above[i];
            }
        }
        isRange = follows;
        return found;
    }

    /** Returns whether the rows found last are adjacent. */
    boolean isRange() {
        return isRange;
    }

    private void reserve(int more) {
        int needed = Math.addExact(count, more);
        if (needed > definition.length) {
            int length = Math.max(needed, (int) Math.min(2L * definition.length, Integer.MAX_VALUE - 8));
            definition = Arrays.copyOf(definition, length);
            repetition = Arrays.copyOf(repetition, length);
        }
    }

    @Override
    public int entryCount() {
        return count;
    }

    @Override
    public int nullCount() {
        return nullCount;
    }

    @Override
    public int sizeBytes() {
        long bits = (long) count * (width(definitionCounts) + width(repetitionCounts));
        return (int) (bits >>> 3);
    }

    /** Returns the bits of a level; 0 while all entries are on one level, which is a run. */
    private int width(long[] counts) {
        for (long entries : counts) {
            if (entries == count) {
                return 0;
            }
        }
        return RunEncoder.width(counts.length - 1);
    }

    @Override
    public void writeLevels(PageBytes out) {
        write(repetition, maxRepetition, out);
        write(definition, maxDefinition, out);
    }

    private void write(byte[] held, int max, PageBytes out) {
        if (max > 0) {
            int[] levels = new int[count];
            for (int i = 0; i < count; i++) {
                levels[i] = held[i] & 0xFF;
            }
            int lengthAt = out.reserve(Integer.BYTES);
            RunEncoder.encode(levels, count, RunEncoder.width(max), out);
            out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
        }
    }

    @Override
    public List<Long> repetitionHistogram() {
        return list(repetitionCounts);
    }

    @Override
    public List<Long> definitionHistogram() {
        return list(definitionCounts);
    }

    private static List<Long> list(long[] counts) {
        List<Long> list = new ArrayList<>(counts.length);
        for (long one : counts) {
            list.add(one);
        }
        return list;
    }

    @Override
    public void clear() {
        count = 0;
        nullCount = 0;
        Arrays.fill(definitionCounts, 0);
        Arrays.fill(repetitionCounts, 0);
    }
}
