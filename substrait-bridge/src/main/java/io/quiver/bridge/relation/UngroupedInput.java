/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/**
 * Which rows an aggregation may hand on as groups of their own, where whatever follows groups what it puts out once more: the
 * part of Spark's aggregations before the exchange.
 */
public enum UngroupedInput implements AdvancedExtension.Optimization {
    NONE,
    /** Those that come once grouping turns out to leave nearly as many. */
    SOME,
    ALL
}
