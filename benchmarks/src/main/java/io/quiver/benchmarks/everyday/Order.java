/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.everyday;

import io.quiver.benchmarks.data.Draws;
import io.quiver.benchmarks.data.Phrases;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The facts about an order that several columns share. Every fifth order is a later version of an earlier one. */
final class Order {
    private static final long SEED = 1_701;
    private static final long START_SECONDS =
            Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    private static final int SPAN_SECONDS = 400 * 24 * 60 * 60;
    private static final int VERSION_EVERY = 5;

    final Draws draws = new Draws();
    final Phrases comments = new Phrases(SEED);
    private final long orderCount;

    long id;
    int version;
    long customer;
    long seconds;

    Order(long orderCount) {
        this.orderCount = orderCount;
    }

    static long customerCount(long orders) {
        return Math.max(100, orders / 50);
    }

    Order at(long row) {
        draws.of(SEED, row);
        boolean isLater = row % VERSION_EVERY == VERSION_EVERY - 1;
        id = isLater ? row - 1 - draws.below(VERSION_EVERY - 1) : row;
        version = isLater ? 2 : 1;
        customer = draws.skewed(customerCount(orderCount));
        seconds = START_SECONDS + draws.below(SPAN_SECONDS);
        return this;
    }

    Instant time() {
        return Instant.ofEpochSecond(seconds);
    }

    LocalDateTime local() {
        return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    }
}
