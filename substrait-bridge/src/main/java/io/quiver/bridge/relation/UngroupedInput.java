/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/**
 * Which rows an aggregation may return as groups of their own, if its output is grouped again: the part of Spark's aggregations
 * before the exchange. Likewise, which rows a limit of each group may return whatever their rank.
 */
public enum UngroupedInput implements AdvancedExtension.Optimization {
    NONE,
    /** Rows that come after grouping has turned out to leave nearly as many. */
    SOME,
    ALL
}
