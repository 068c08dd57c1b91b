/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/** Marks an anti join as Spark's null-aware one (NOT IN); a reader must understand it. */
public enum NullAware implements AdvancedExtension.Enhancement {
    ANTI_JOIN
}
