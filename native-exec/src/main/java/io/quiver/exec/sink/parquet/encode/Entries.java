/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

/**
 * Entries of some place in a nested column: what comes to the columns of a file below it. An entry has a repetition level, a
 * definition level as far as what is above the place is there, and a row of the place's column; the row is negative where something
 * above is null or empty. The arrays may be longer than {@code count}.
 */
public record Entries(int[] repetition, int[] definition, int[] rows, int count) {}
