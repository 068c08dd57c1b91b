/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import org.apache.spark.sql.types.DataType;

/** A column that a random expression may name. */
record FuzzColumn(String name, DataType type) {
    FuzzColumn of(String relation) {
        return new FuzzColumn(relation + "." + name, type);
    }
}
