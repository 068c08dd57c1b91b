/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.sql;

import org.apache.spark.sql.execution.SparkPlan;

/**
 * The generator that Spark loads by name, from any thread: see {@code ClassesLoadedByName}. Where it has been told of none, it
 * says nothing.
 */
public final class QuiverExplainGenerator implements ExtendedExplainGenerator {
    private static volatile ExtendedExplainGenerator delegate;

    /** To be called before Spark makes an instance. */
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
