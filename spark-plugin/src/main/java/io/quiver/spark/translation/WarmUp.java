/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.translation;

import io.quiver.spark.capability.ExecutorCapabilities;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads code that the first query would otherwise wait for, once per JVM, on a daemon thread. */
public final class WarmUp {
    /** With fewer processors the warm-up would delay the start of Spark and of the session, so it waits for them. */
    public static final int PROCESSORS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private WarmUp() {}

    public static void start() {
        if (!STARTED.compareAndSet(false, true)) {
            return;
        }
        Thread thread = new Thread(WarmUp::run, "quiver-warm-up");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private static void run() {
        try {
            io.quiver.exec.plan.ExecutorWarmUp.run(io.quiver.bridge.TranslationWarmUp.run(new ExecutorCapabilities())
                    .plan());
            Translation.translator();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("Quiver's warm-up failed; the first query will be slower", e);
        }
    }
}
