/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.plans.physical.BroadcastMode;
import org.apache.spark.sql.execution.joins.HashedRelationBroadcastMode;
import scala.Option;
import scala.Some;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** Broadcasts rows that come as blocks as these blocks, and any others as Spark would. */
record BlockBroadcastMode(HashedRelationBroadcastMode stock) implements BroadcastMode, Serializable {
    @Override
    public Object transform(InternalRow[] rows) {
        return transform(
                CollectionConverters.asScala(java.util.List.of(rows).iterator()), new Some<>((long) rows.length));
    }

    @Override
    public Object transform(Iterator<InternalRow> rows, Option<Object> sizeHint) {
        // Spark knows an empty relation by its class: AQE, and the joins that end at once.
        return rows instanceof CollectedBlocks.Rows collected && collected.hasNext()
                ? new BlockRelation(collected.blocks(), stock)
                : stock.transform(rows, sizeHint);
    }

    @Override
    public BroadcastMode canonicalized() {
        return stock.canonicalized();
    }
}
