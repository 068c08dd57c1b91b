/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.relation.Rel;
import java.util.List;
import org.apache.spark.sql.execution.SparkPlan;

/** Translates one class of Spark's physical operators. No state; used by all threads. */
public interface RelationTranslator<P extends SparkPlan> {
    /**
     * The relation that does what {@code stock} does, whose own children are not looked at.
     *
     * @throws io.quiver.bridge.support.Untranslatable where it cannot be said
     */
    Rel translate(P stock, List<RelationInput> inputs, RelationContext context);
}
