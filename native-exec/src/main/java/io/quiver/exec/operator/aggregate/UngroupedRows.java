/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.aggregate;

/** Which rows an aggregation may hand on as groups of their own, since what follows groups by the same keys once more. */
public enum UngroupedRows {
    NONE,
    /** Those that come once grouping turns out to leave nearly as many; see {@link Reduction}. */
    SOME,
    ALL
}
