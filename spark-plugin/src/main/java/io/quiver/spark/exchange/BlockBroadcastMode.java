/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastMode;
import org.apache.spark.sql.execution.joins.HashedRelationBroadcastMode;
import org.apache.spark.sql.execution.joins.HashedRelationWithAllNullKeys$;
import scala.Option;
import scala.Some;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Broadcasts rows that arrive as blocks in these blocks, and any other rows as Spark would. */
record BlockBroadcastMode(BroadcastMode stock) implements BroadcastMode, Serializable {
    @Override
    public Object transform(InternalRow[] rows) {
        return transform(
                CollectionConverters.asScala(java.util.List.of(rows).iterator()), new Some<>((long) rows.length));
    }

    @Override
    public Object transform(Iterator<InternalRow> rows, Option<Object> sizeHint) {
        if (!(rows instanceof CollectedBlocks.Rows collected) || !collected.hasNext()) {
            // Spark knows an empty relation by its class: AQE, and the joins that end at once.
            return stock.transform(rows, sizeHint);
        }
        if (stock instanceof HashedRelationBroadcastMode hashed
                && hashed.isNullAware()
                && hasNullKey(hashed, collected)) {
            // By its class, too: to NOT IN one null key is as good as nothing but null keys.
            return HashedRelationWithAllNullKeys$.MODULE$;
        }
        return new BlockRelation(collected.blocks(), stock);
    }

    private static boolean hasNullKey(HashedRelationBroadcastMode mode, Iterator<InternalRow> rows) {
        Expression key = mode.key().head();
        if (!key.nullable()) {
            return false;
        }
        while (rows.hasNext()) {
            if (key.eval(rows.next()) == null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public BroadcastMode canonicalized() {
        return stock.canonicalized();
    }
}
