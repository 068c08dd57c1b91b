/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.relation.Fetch;
import io.substrait.relation.Rel;
import java.util.List;
import org.apache.spark.sql.execution.LocalLimitExec;

/** Translates LocalLimitExec to a Fetch. */
public final class LocalLimitTranslator implements RelationTranslator<LocalLimitExec> {
    @Override
    public Rel translate(LocalLimitExec stock, List<RelationInput> inputs, RelationContext context) {
        return Fetch.builder()
                .input(inputs.get(0).rel())
                .offset(0)
                .count(stock.limit())
                .hint(context.hint())
                .build();
    }
}
