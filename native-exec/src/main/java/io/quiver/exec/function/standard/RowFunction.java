/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

/** Computes one row. It answers once; a row without an answer is null. */
@FunctionalInterface
interface RowFunction {
    void apply(Row row, Answer answer);
}
