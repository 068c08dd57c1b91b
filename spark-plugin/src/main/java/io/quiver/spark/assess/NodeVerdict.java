/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import io.quiver.bridge.support.Reason;

/**
 * Where a node would run.
 *
 * @param why the reason, in words, if it would stay on Spark
 */
record NodeVerdict(Place place, String why) {
    enum Place {
        QUIVER,
        SPARK,
        /** The node does no work. */
        NOBODY
    }

    static final NodeVerdict ON_QUIVER = new NodeVerdict(Place.QUIVER, "");
    static final NodeVerdict NO_WORK = new NodeVerdict(Place.NOBODY, "");

    static NodeVerdict onSpark(Reason reason, String detail) {
        return new NodeVerdict(Place.SPARK, reason + ", " + detail);
    }

    boolean isOnQuiver() {
        return place == Place.QUIVER;
    }
}
