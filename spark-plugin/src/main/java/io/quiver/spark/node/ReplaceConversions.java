/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.cache.CacheSerializer;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.exchange.ShuffleExchange;
import io.quiver.spark.fallback.PlanningRule;
import io.quiver.spark.plan.PlanTrees;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.RowToColumnarExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.UnionExec;
import org.apache.spark.sql.execution.adaptive.AQEShuffleReadExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;

/**
 * Replaces Spark's conversion between rows and columns by Quiver's in two places. The first is a stock operator that reads rows
 * from a columnar shuffle, or nested values from a table that Quiver cached: Quiver's conversion knows its nested values and
 * generates no code. The second is where rows become columns to be cached, since Spark's conversion does not know all types.
 */
public final class ReplaceConversions extends PlanningRule<SparkPlan> {
    @Override
    protected SparkPlan changed(SparkPlan plan) {
        // Not switched off with the session: a stage that was planned columnar is read columnar.
        if (plan instanceof RowToColumnarExec conversion
                && SparkTypes.notCarried(Scala.list(plan.output())).isEmpty()) {
            return ownConversion(conversion, rewrite(conversion.child()));
        }
        return rewrite(plan);
    }

    private static SparkPlan rewrite(SparkPlan plan) {
        SparkPlan current = PlanTrees.withChildren(plan, ReplaceConversions::rewrite);
        return current instanceof ColumnarToRowExec conversion && readsOurs(conversion.child())
                ? ownConversion(conversion, conversion.child())
                : current;
    }

    private static SparkPlan ownConversion(SparkPlan stock, SparkPlan child) {
        return PlanTrees.keepTags(stock, new FragmentExec(new FragmentInputExec(child)));
    }

    private static boolean hasOpaque(SparkPlan plan) {
        return Scala.list(plan.output()).stream()
                .anyMatch(
                        attribute -> SparkTypes.columnType(attribute.dataType()).kind() == ColumnType.Kind.OPAQUE);
    }

    private static boolean readsOurs(SparkPlan plan) {
        if (plan instanceof AQEShuffleReadExec read) {
            return readsOurs(read.child());
        }
        if (plan instanceof QueryStageExec stage) {
            // A cached table is a stage, too.
            return readsOurs(stage.plan());
        }
        if (plan instanceof ReusedExchangeExec reused) {
            return readsOurs(reused.child());
        }
        if (plan instanceof UnionExec) {
            return Scala.list(plan.children()).stream().anyMatch(ReplaceConversions::readsOurs);
        }
        return plan instanceof ShuffleExchange
                || plan instanceof FragmentExec
                || (CacheSerializer.isReadBy(plan) && hasOpaque(plan));
    }
}
