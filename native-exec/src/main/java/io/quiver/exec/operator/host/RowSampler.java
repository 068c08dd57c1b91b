/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

/** Decides by chance how often each row comes out: the host's random numbers, whose sequence is part of the result. */
public interface RowSampler {
    /** How often each of the next {@code rowCount} rows comes out. */
    int[] counts(int rowCount);
}
