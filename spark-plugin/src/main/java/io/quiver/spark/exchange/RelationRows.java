/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.joins.HashedRelation;

/**
 * Iterates over all rows of a hashed relation (Spark 4.1). Rows of one key come in the reverse of the order in which Spark gives
 * them to a join, since the executor's build tables return the last row first.
 */
final class RelationRows implements Iterator<InternalRow> {
    private final HashedRelation relation;
    private final scala.collection.Iterator<InternalRow> keys;
    private final boolean unique;
    private final Set<InternalRow> seen = new HashSet<>();
    private final Deque<InternalRow> ready = new ArrayDeque<>();

    RelationRows(HashedRelation relation) {
        this.relation = relation;
        keys = relation.keys();
        unique = relation.keyIsUnique();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && keys.hasNext()) {
            InternalRow key = keys.next();
            if (unique) {
                ready.add(relation.getValue(key));
            } else if (seen.add(key.copy())) {
                // A relation by several columns goes through its rows and gives the key of each.
                scala.collection.Iterator<InternalRow> rows = relation.get(key);
                while (rows.hasNext()) {
                    ready.addFirst(rows.next().copy());
                }
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        return ready.removeFirst();
    }
}
