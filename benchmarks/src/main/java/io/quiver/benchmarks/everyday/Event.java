/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import io.quiver.benchmarks.data.Draws;

/** An event of a user of an application, by number. */
final class Event {
    private static final long SEED = 99;

    final Draws draws = new Draws();
    private final long userCount;
    long id;
    long user;

    Event(long eventCount) {
        userCount = Math.max(100, eventCount / 30);
    }

    Event at(long row) {
        draws.of(SEED, row);
        id = row;
        user = draws.skewed(userCount);
        return this;
    }
}
