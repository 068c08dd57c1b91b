/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan;

import io.quiver.exec.operator.RowFilter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fragment has its scan leave out. One object stands in the fragment's function and in the scan's; as both travel
 * in one task, they find each other's again there. One thread.
 */
public final class ScanFilters implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient List<RowFilter> filters = new ArrayList<>();

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

    private Object readResolve() {
        filters = new ArrayList<>();
        return this;
    }
}
