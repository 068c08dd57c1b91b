/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/** A source that can leave out rows, with the columns that an operator above reads to decide which ones. */
public record ScanColumns(FilterableSource source, int[] ordinals) {}
