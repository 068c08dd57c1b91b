/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/** An anti join that is Spark's null-aware one (NOT IN): a reader must know what that is. */
public enum NullAware implements AdvancedExtension.Enhancement {
    ANTI_JOIN
}
