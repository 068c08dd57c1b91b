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
 * The filters that a fragment pushes into its scan. The fragment's function and the scan's function share one object. Both travel
 * in one task, so they share its copy there, too. A task may run many partitions, one after the other or alternately
 * ({@code coalesce}, {@code cartesian}). Each partition has its own filters, and a file gets those of the partition that is being
 * read when it is opened. One thread.
 */
public final class PushedFilters implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient OfPartition current = new OfPartition();

    /** The filters of one partition; more may be added while it is read. */
    public static final class OfPartition {
        private final List<RowFilter> filters = new ArrayList<>();

        public void add(RowFilter filter) {
            filters.add(filter);
        }

        /** The filters after the first {@code known} ones. */
        public List<RowFilter> after(int known) {
            return filters.subList(known, filters.size());
        }

        public int size() {
            return filters.size();
        }
    }

    /** Runs {@code read}; files that are opened meanwhile get the filters of {@code partition}. */
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
