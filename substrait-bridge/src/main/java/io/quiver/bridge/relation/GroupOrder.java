/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/** The output order of groups, if it is not that of their first rows. */
public enum GroupOrder implements AdvancedExtension.Optimization {
    /** Groups with a null key come after the others: the first of Spark's two hash maps does not accept them. */
    NULL_KEYS_LAST
}
