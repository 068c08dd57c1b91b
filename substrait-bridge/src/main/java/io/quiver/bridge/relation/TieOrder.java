/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/**
 * The order of equal rows in Spark's radix sort, in which each null moves the first of the other rows behind those so far.
 *
 * @param ranges number of ranges of rows that stock Spark sorts; the rows come in the order of these ranges
 */
record TieOrder(int ranges) implements AdvancedExtension.Optimization {}
