/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.substrait.relation.Rel;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;

/** A translated input of an operator, with the attributes of its columns, in order. */
public record RelationInput(Rel rel, List<Attribute> output) {
    public RelationInput {
        output = List.copyOf(output);
    }
}
