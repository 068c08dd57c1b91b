/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/** A source that can leave out rows before it has read all of their columns. */
public interface FilterableSource extends BatchSource {
    /** From the next batch on, hands out only rows that {@code filter} and all filters before it want. */
    void filterWith(RowFilter filter);
}
