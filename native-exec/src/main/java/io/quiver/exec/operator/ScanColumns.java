/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/** A source that can leave out rows, and which of its columns an operator above looks at to say which ones. */
public record ScanColumns(FilterableSource source, int[] ordinals) {}
