/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of sorted rows are sent whole, in separate record batches, wherever input batches end. */
final class SentGroupsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void groupsOfSortedRowsAreFound(int seed) {
        Random random = new Random(seed);
        List<List<Long>> expected = new ArrayList<>();
        List<@Nullable Double> keys = new ArrayList<>();
        long next = 0;
        // nulls first; NaN equals NaN, and -0.0 equals 0.0
        for (Double key : new Double[] {null, -3.0, 0.0, 7.5, Double.NaN}) {
            int count = random.nextInt(400);
            List<Long> group = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                boolean negates = key != null && key == 0 && random.nextBoolean();
                keys.add(negates ? Double.valueOf(-0.0) : key);
                group.add(next++);
            }
            if (count > 0) {
                expected.add(group);
            }
        }
        int maxRows = 1 + random.nextInt(300);
        assertThat(sent(batches(keys, random).iterator(), maxRows)).isEqualTo(expected);
    }

    private static List<List<Long>> sent(Iterator<Batch> batches, int maxRows) {
        List<List<Long>> found = new ArrayList<>();
        SentGroups groups = new SentGroups(
                () -> batches.hasNext() ? batches.next() : null,
                new int[] {0},
                new int[] {1},
                new DataType[] {DataTypes.LongType},
                false);
        StructType schema = new StructType().add("row", DataTypes.LongType);
        try (RootAllocator allocator = new RootAllocator();
                VectorSchemaRoot root =
                        VectorSchemaRoot.create(ArrowUtils.toArrowSchema(schema, "UTC", true, false), allocator)) {
            assertThat(groups.hasMoreOfGroup()).isFalse();
            while (groups.nextGroup()) {
                List<Long> group = new ArrayList<>();
                while (groups.hasMoreOfGroup()) {
                    assertThat(groups.fill(root, maxRows, Integer.MAX_VALUE)).isTrue();
                    assertThat(root.getRowCount()).isBetween(1, maxRows);
                    for (int i = 0; i < root.getRowCount(); i++) {
                        group.add(((BigIntVector) root.getVector(0)).get(i));
                    }
                    root.clear();
                }
                found.add(group);
            }
        }
        return found;
    }

    private static List<Batch> batches(List<@Nullable Double> keys, Random random) {
        List<Batch> batches = new ArrayList<>();
        int from = 0;
        while (from < keys.size()) {
            int count = Math.min(keys.size() - from, random.nextInt(200));
            double[] values = new double[count];
            long[] validity = Bitmap.zeros(count);
            long[] rows = new long[count];
            for (int i = 0; i < count; i++) {
                Double key = keys.get(from + i);
                rows[i] = from + i;
                if (key != null) {
                    values[i] = key;
                    Bitmap.set(validity, i);
                }
            }
            batches.add(new Batch(
                    List.of(
                            new DoubleColumn(ColumnType.DOUBLE, count, values, validity),
                            new LongColumn(ColumnType.LONG, count, rows, null)),
                    count));
            from += count;
        }
        return batches;
    }
}
