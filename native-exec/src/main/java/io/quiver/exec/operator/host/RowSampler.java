/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.host;

/**
 * Decides at random how often each row comes out. The random numbers are the host's; their sequence is part of the result.
 */
public interface RowSampler {
    /** Returns how often each of the next {@code rowCount} rows comes out. */
    int[] counts(int rowCount);
}
