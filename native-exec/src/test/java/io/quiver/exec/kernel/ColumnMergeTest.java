/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnMergeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 63, 64, 65, 1023, 4096})
    void eachRowComesFromThePieceThatHasTheSay(int rowCount) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] owner = new int[rowCount];
        long[][] masks = new long[3][];
        for (int p = 0; p < 3; p++) {
            masks[p] = Bitmap.zeros(rowCount);
        }
        long[] validity = Bitmap.zeros(rowCount);
        long[] longs = random.longs(rowCount).toArray();
        int[] ints = random.ints(rowCount).toArray();
        double[] doubles = random.doubles(rowCount).toArray();
        for (int i = 0; i < rowCount; i++) {
            owner[i] = random.nextInt(3);
            Bitmap.set(masks[owner[i]], i);
            if (random.nextBoolean()) {
                Bitmap.set(validity, i);
            }
        }
        Column mergedLongs = merge(
                rowCount,
                masks,
                new LongColumn(ColumnType.LONG, rowCount, longs, validity),
                ConstantColumn.of(7L, ColumnType.LONG, rowCount),
                ConstantColumn.ofNull(ColumnType.LONG, rowCount));
        Column mergedInts = merge(
                rowCount,
                masks,
                new IntColumn(ColumnType.INT, rowCount, ints, null),
                ConstantColumn.of(7, ColumnType.INT, rowCount),
                new IntColumn(ColumnType.INT, rowCount, new int[rowCount], null));
        Column mergedDoubles = merge(
                rowCount,
                masks,
                new DoubleColumn(ColumnType.DOUBLE, rowCount, doubles, null),
                ConstantColumn.of(7.0, ColumnType.DOUBLE, rowCount),
                new DoubleColumn(ColumnType.DOUBLE, rowCount, new double[rowCount], null));
        for (int i = 0; i < rowCount; i++) {
            boolean isNull = owner[i] == 2 || (owner[i] == 0 && !Bitmap.get(validity, i));
            assertThat(mergedLongs.isNull(i)).as("row %d, seed %d", i, seed).isEqualTo(isNull);
            if (!isNull) {
                assertThat(((LongColumn) mergedLongs.flat()).values()[i]).isEqualTo(owner[i] == 0 ? longs[i] : 7);
            }
            int[] all = {0, 7, 0};
            assertThat(((IntColumn) mergedInts.flat()).values()[i]).isEqualTo(owner[i] == 0 ? ints[i] : all[owner[i]]);
            assertThat(((DoubleColumn) mergedDoubles.flat()).values()[i])
                    .isEqualTo(owner[i] == 0 ? doubles[i] : all[owner[i]]);
        }
    }

    private static Column merge(int rowCount, long[][] masks, Column... pieces) {
        ColumnMerge merge = new ColumnMerge(pieces[0].type(), rowCount);
        for (int p = 0; p < pieces.length; p++) {
            merge.add(pieces[p], masks[p]);
        }
        return merge.finish();
    }
}
