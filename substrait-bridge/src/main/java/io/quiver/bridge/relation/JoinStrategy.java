/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.extension.AdvancedExtension;

/** How Spark would run a join. The executor may use another algorithm, but builds the same side. */
public record JoinStrategy(Algorithm algorithm, boolean buildsLeft) implements AdvancedExtension.Optimization {
    public enum Algorithm {
        BROADCAST_HASH,
        SHUFFLED_HASH,
        SORT_MERGE,
        BROADCAST_NESTED_LOOP,
        CARTESIAN_PRODUCT;

        /** Whether all tasks probe one table, so that no task knows which of its rows are unmatched in all other tasks. */
        public boolean sharesBuildSide() {
            return this == BROADCAST_HASH || this == BROADCAST_NESTED_LOOP;
        }
    }

    @Override
    public String toString() {
        return algorithm + (buildsLeft ? " LEFT" : " RIGHT");
    }
}
