/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.kernel.sort;

import io.quiver.exec.vector.Column;

/** A flat column to sort by. */
public record SortColumn(Column column, boolean ascending, boolean nullsFirst) {}
