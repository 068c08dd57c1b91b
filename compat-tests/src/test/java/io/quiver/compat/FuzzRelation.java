/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.List;

/** A query or the name of a table, with its columns. */
record FuzzRelation(String sql, List<FuzzColumn> columns) {
    String as(String alias) {
        return isQuery() ? "(%s) %s".formatted(sql, alias) : sql + " " + alias;
    }

    boolean isQuery() {
        return sql.startsWith("SELECT");
    }

    /** The columns as they are named in a query over this relation. */
    List<FuzzColumn> columnsOf(String alias) {
        return columns.stream().map(column -> column.of(alias)).toList();
    }
}
