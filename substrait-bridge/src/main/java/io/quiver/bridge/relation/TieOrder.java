/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/**
 * The order of equal rows that Spark's radix sort makes, where each null sends the first of the other rows behind those so far.
 *
 * @param ranges how many ranges of rows stock Spark sorts together; the rows come in their order there
 */
record TieOrder(int ranges) implements AdvancedExtension.Optimization {}
