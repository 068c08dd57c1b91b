/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.translation;

import io.quiver.bridge.PlanTranslator;
import io.quiver.spark.capability.ExecutorCapabilities;

/** Holds the one translator of this JVM; its only state is what the executor can do. */
public final class Translation {
    private static final PlanTranslator TRANSLATOR = new PlanTranslator(new ExecutorCapabilities(OverColumns::of));

    private Translation() {}

    public static PlanTranslator translator() {
        return TRANSLATOR;
    }
}
