/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.operator.RowFilter;
import io.quiver.exec.vector.Batch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** A task may read many partitions of a scan, one after the other or alternately. */
class PushedFiltersTest {
    private static final RowFilter ALL = new RowFilter() {
        @Override
        public int[] columns() {
            return new int[0];
        }

        @Override
        public int select(Batch columns, int[] selection) {
            return columns.rowCount();
        }
    };

    @Test
    void filesHaveTheFiltersOfTheirOwnPartition() throws IOException, ClassNotFoundException {
        PushedFilters filters = copy(new PushedFilters());
        PushedFilters.OfPartition first = new PushedFilters.OfPartition();
        PushedFilters.OfPartition second = new PushedFilters.OfPartition();
        first.add(ALL);
        second.add(ALL);
        second.add(ALL);
        assertThat(filters.reading(first, filters::current)).isSameAs(first);
        assertThat(filters.reading(second, filters::current)).isSameAs(second);
        PushedFilters.OfPartition inside = filters.reading(first, () -> {
            assertThat(filters.reading(second, filters::current)).isSameAs(second);
            return filters.current();
        });
        assertThat(inside).isSameAs(first);
        assertThat(inside.after(0)).hasSize(1);
        assertThat(filters.current().size()).as("outside of all partitions").isZero();
    }

    private static PushedFilters copy(PushedFilters filters) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(filters);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (PushedFilters) in.readObject();
        }
    }
}
