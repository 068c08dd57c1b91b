/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import io.quiver.benchmarks.data.Draws;
import io.quiver.benchmarks.data.Phrases;

/** A customer, by number. */
final class Customer {
    private static final long SEED = 42;

    final Draws draws = new Draws();
    final Phrases names = new Phrases(SEED);
    long id;

    Customer at(long row) {
        draws.of(SEED, row);
        id = row;
        return this;
    }
}
