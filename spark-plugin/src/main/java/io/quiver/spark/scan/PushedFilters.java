/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.operator.RowFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a fragment has its scan leave out. One object stands in the fragment's function and in the scan's; as both travel
 * in one task, they find each other's again there. A task may run many partitions, one after the other or by turns
 * ({@code coalesce}, {@code cartesian}): each has filters of its own, which a file gets that is opened while the partition is
 * being read. One thread.
 */
public final class PushedFilters implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient OfPartition current = new OfPartition();

    /** The filters of one partition, of which more may come while it is read. */
    public static final class OfPartition {
        private final List<RowFilter> filters = new ArrayList<>();

        public void add(RowFilter filter) {
            filters.add(filter);
        }

        /** Those after the first {@code known} ones. */
        public List<RowFilter> after(int known) {
            return filters.subList(known, filters.size());
        }

        public int size() {
            return filters.size();
        }
    }

    /** What {@code read} gives, with files opened meanwhile under the filters of {@code partition}. */
    public <T> T reading(OfPartition partition, Supplier<T> read) {
        OfPartition outer = current;
        current = partition;
        try {
            return read.get();
        } finally {
            current = outer;
        }
    }

    /** The filters of the partition that is being read. */
    public OfPartition current() {
        return current;
    }

    private Object readResolve() {
        current = new OfPartition();
        return this;
    }
}
