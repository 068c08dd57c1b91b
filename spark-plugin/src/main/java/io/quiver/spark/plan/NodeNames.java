/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

/** Names of Quiver's nodes in plans, in Spark's UI and in event logs. */
public final class NodeNames {
    /** Precedes the name of the stock operator that the node replaces. */
    public static final String PREFIX = "Quiver";
    /** Runs the operators below it. */
    public static final String FRAGMENT = PREFIX + "Fragment";

    public static final String COLUMNAR_TO_ROW = PREFIX + "ColumnarToRow";
    public static final String ROW_TO_COLUMNAR = PREFIX + "RowToColumnar";

    private NodeNames() {}

    /** Whether the node does an operator's work, or is a border around such nodes. */
    public static boolean isQuivers(String name) {
        return name.startsWith(PREFIX);
    }

    /** Whether the node only surrounds operators. */
    public static boolean isBorder(String name) {
        return name.equals(FRAGMENT) || name.equals(COLUMNAR_TO_ROW) || name.equals(ROW_TO_COLUMNAR);
    }

    /** The name of the stock operator. */
    public static String withoutPrefix(String name) {
        return isQuivers(name) ? name.substring(PREFIX.length()) : name;
    }
}
