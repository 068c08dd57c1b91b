/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/**
 * Which rows an aggregation may hand on as groups of their own, because a later one groups by the same keys again; or which rows
 * a limit of each group may hand on whatever their rank, because a later one limits again.
 */
public enum UngroupedRows {
    NONE,
    /** Only rows that come once grouping turns out to hardly reduce them; see {@link Reduction}. */
    SOME,
    ALL
}
