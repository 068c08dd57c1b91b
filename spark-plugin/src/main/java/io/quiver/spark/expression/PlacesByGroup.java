/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

/**
 * Places ordered by group, and in order within each group.
 *
 * @param starts start of each group in {@code places}, and the end after the last group
 */
record PlacesByGroup(int[] starts, int[] places) {
    /** Orders the places {@code [0, size)} of {@code groups}, all of which are below {@code groupCount}. */
    static PlacesByGroup of(int[] groups, int size, int groupCount) {
        int[] starts = new int[groupCount + 1];
        for (int place = 0; place < size; place++) {
            starts[groups[place] + 1]++;
        }
        for (int group = 0; group < groupCount; group++) {
            starts[group + 1] += starts[group];
        }
        int[] ends = starts.clone();
        int[] places = new int[size];
        for (int place = 0; place < size; place++) {
            places[ends[groups[place]]++] = place;
        }
        return new PlacesByGroup(starts, places);
    }

    int groupCount() {
        return starts.length - 1;
    }

    long sizeBytes() {
        return 4L * (starts.length + places.length);
    }
}
