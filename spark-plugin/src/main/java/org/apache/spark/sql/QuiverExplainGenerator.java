/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql;

import org.apache.spark.sql.execution.SparkPlan;

/**
 * Spark loads this generator by name, from any thread: see {@code ClassesLoadedByName}. Without a delegate it returns empty text.
 */
public final class QuiverExplainGenerator implements ExtendedExplainGenerator {
    private static volatile ExtendedExplainGenerator delegate;

    /** Must be called before Spark creates an instance. */
    public static void delegateTo(ExtendedExplainGenerator generator) {
        delegate = generator;
    }

    @Override
    public String title() {
        return delegate == null ? "" : delegate.title();
    }

    @Override
    public String generateExtendedInfo(SparkPlan plan) {
        return delegate == null ? "" : delegate.generateExtendedInfo(plan);
    }
}
