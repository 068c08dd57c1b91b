/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.relation.Rel;
import java.util.List;
import org.apache.spark.sql.execution.SparkPlan;

/** Translates one class of Spark's physical operators. Stateless; used by all threads. */
public interface RelationTranslator<P extends SparkPlan> {
    /**
     * Returns a relation that does what {@code stock} does; the children of {@code stock} are ignored.
     *
     * @throws io.quiver.bridge.support.Untranslatable if that cannot be expressed
     */
    Rel translate(P stock, List<RelationInput> inputs, RelationContext context);
}
