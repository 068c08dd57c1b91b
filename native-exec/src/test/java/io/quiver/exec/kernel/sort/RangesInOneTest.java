/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import org.junit.jupiter.api.Test;

class RangesInOneTest {
    @Test
    void oneRangeIsAllRowsAsTheyCame() {
        assertThat(order(1, 3, 1, 2)).containsExactly(0, 1, 2);
    }

    @Test
    void aRangeForEachKeySortsThem() {
        assertThat(order(10, 3, 1, 2, 1)).containsExactly(1, 3, 2, 0);
    }

    @Test
    void rowsOfARangeStayInTheirOrder() {
        // bounds after the second and the fourth of six rows: keys up to 2, up to 4, the others
        assertThat(order(3, 6, 4, 2, 1, 3, 5)).containsExactly(2, 3, 1, 4, 0, 5);
    }

    @Test
    void equalKeysAreInOneRange() {
        assertThat(order(3, 7, 7, 1, 7, 7, 7, 9)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void noRowsHaveNoRange() {
        assertThat(order(4)).isEmpty();
    }

    @Test
    void nullsHaveTheirPlaceAmongTheKeys() {
        long[] validity = Bitmap.ones(3);
        Bitmap.clear(validity, 1);
        IntColumn column = new IntColumn(ColumnType.INT, 3, new int[] {2, 0, 1}, validity);
        assertThat(RangesInOne.order(new SortColumn(column, true, true), 3, 3)).containsExactly(1, 2, 0);
        assertThat(RangesInOne.order(new SortColumn(column, true, false), 3, 3)).containsExactly(2, 0, 1);
    }

    private static int[] order(int ranges, int... values) {
        IntColumn column = new IntColumn(ColumnType.INT, values.length, values, null);
        return RangesInOne.order(new SortColumn(column, true, true), ranges, values.length);
    }
}
