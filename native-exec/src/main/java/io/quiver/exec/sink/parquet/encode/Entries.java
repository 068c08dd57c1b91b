/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

/**
 * Entries of a place in a nested column, which reach the file's columns below it. An entry has a repetition level, a
 * definition level as far as the places above are present, and a row of the place's column. The row is negative if something
 * above is null or empty. The arrays may be longer than {@code count}.
 */
public record Entries(int[] repetition, int[] definition, int[] rows, int count) {}
