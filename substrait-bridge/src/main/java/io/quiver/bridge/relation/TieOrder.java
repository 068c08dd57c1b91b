/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/** The order of equal rows that a sort makes where it does not keep them in theirs. */
enum TieOrder implements AdvancedExtension.Optimization {
    /** That of Spark's radix sort, where each null sends the first of the other rows behind those so far. */
    NULLS_TAKE_TURNS
}
