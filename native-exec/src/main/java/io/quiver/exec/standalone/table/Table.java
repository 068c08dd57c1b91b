/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.table;

import io.quiver.exec.operator.BatchSource;
import io.substrait.proto.Type;
import java.util.List;

/** Rows that a plan can read by the names of their columns. */
public interface Table {
    /**
     * The columns of these names, as columns that hold values of {@code types}. Read by one thread.
     *
     * @throws io.quiver.exec.error.ExecutionException PLAN_INVALID where there is no such column or it has another type
     */
    BatchSource read(List<String> columns, List<Type> types);
}
