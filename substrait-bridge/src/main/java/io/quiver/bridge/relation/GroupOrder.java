/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/** The order in which groups come out, where it is not that of their first rows. */
public enum GroupOrder implements AdvancedExtension.Optimization {
    /** Groups with a null among their keys come after the others: they find no place in the first of Spark's two hash maps. */
    NULL_KEYS_LAST
}
