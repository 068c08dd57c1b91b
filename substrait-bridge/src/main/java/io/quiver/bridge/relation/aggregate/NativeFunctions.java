/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.aggregate;

import io.quiver.bridge.support.Capabilities;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;

/** Finds the executor's names for Spark's functions over many rows. */
public final class NativeFunctions {
    private NativeFunctions() {}

    /** The accumulator for an aggregate function over arguments of its types; empty if Spark's code keeps its state. */
    public static Optional<String> aggregate(AggregateFunction function, Capabilities capabilities) {
        return NativeAggregate.of(function, capabilities).map(NativeAggregate::name);
    }

    /** Whether an aggregate function may fail for some rows, apart from its arguments. */
    public static boolean mayFail(AggregateFunction function, Capabilities capabilities) {
        return NativeAggregate.mayFail(function, capabilities);
    }
}
