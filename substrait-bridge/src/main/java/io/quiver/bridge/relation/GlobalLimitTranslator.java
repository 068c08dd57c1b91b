/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.relation.Fetch;
import io.substrait.relation.ImmutableFetch;
import io.substrait.relation.Rel;
import java.util.List;
import org.apache.spark.sql.execution.GlobalLimitExec;

/** Translates GlobalLimitExec to a Fetch. Spark's limit includes the rows that the offset skips; -1 means no limit. */
public final class GlobalLimitTranslator implements RelationTranslator<GlobalLimitExec> {
    @Override
    public Rel translate(GlobalLimitExec stock, List<RelationInput> inputs, RelationContext context) {
        ImmutableFetch.Builder fetch = Fetch.builder()
                .input(inputs.get(0).rel())
                .offset(stock.offset())
                .hint(context.hint());
        if (stock.limit() >= 0) {
            fetch.count(Math.max(0, stock.limit() - stock.offset()));
        }
        return fetch.build();
    }
}
