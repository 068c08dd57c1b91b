/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.plan;

import io.quiver.spark.compat.PrintedPlan;
import io.quiver.spark.compat.Scala;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.jspecify.annotations.Nullable;

/**
 * Base of all Quiver's plan nodes. Equality compares all product elements (the arguments of the one public constructor, as
 * TreeNode.makeCopy of Spark 4.1 requires), and metrics are created once. The node is both row-based and columnar, so that Spark
 * inserts no transition into a fragment.
 */
public abstract class QuiverPlan extends PrintedPlan {
    private transient scala.collection.immutable.@Nullable Map<String, SQLMetric> metrics;

    /** The constructor's arguments in order. */
    protected abstract Object[] arguments();

    protected abstract void defineMetrics(Map<String, SQLMetric> metrics);

    @Override
    public int productArity() {
        return arguments().length;
    }

    @Override
    public Object productElement(int ordinal) {
        return arguments()[ordinal];
    }

    @Override
    public String productPrefix() {
        return getClass().getSimpleName();
    }

    @Override
    public boolean canEqual(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof QuiverPlan plan
                        && plan.getClass() == getClass()
                        && Arrays.equals(arguments(), plan.arguments()));
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public synchronized scala.collection.immutable.Map<String, SQLMetric> metrics() {
        if (metrics == null) {
            Map<String, SQLMetric> defined = new LinkedHashMap<>();
            defineMetrics(defined);
            metrics = Scala.map(defined);
        }
        return metrics;
    }

    @Override
    public boolean supportsColumnar() {
        return true;
    }

    @Override
    public boolean supportsRowBased() {
        return true;
    }

    @Override
    public RDD<InternalRow> doExecute() {
        throw new UnsupportedOperationException(nodeName() + " does not run by itself");
    }
}
