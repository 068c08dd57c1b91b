/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.table;

import io.quiver.exec.operator.BatchSource;
import io.substrait.proto.Type;
import java.util.List;

/** A table whose columns a plan can read by name. */
public interface Table {
    /**
     * Returns the columns with these names as columns that hold values of {@code types}. Read by one thread.
     *
     * @throws io.quiver.exec.error.ExecutionException PLAN_INVALID if a column does not exist or has another type
     */
    BatchSource read(List<String> columns, List<Type> types);
}
