/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.SparkPlan;

/** A fragment to translate: stock operators over inputs. */
public sealed interface FragmentNode {
    /** The output columns of the node, in order. */
    List<Attribute> output();

    /** An operator: {@code stock} says what to do (its own children are ignored); {@code id} is its number in plan and metrics. */
    record OperatorNode(int id, SparkPlan stock, List<FragmentNode> children) implements FragmentNode {
        public OperatorNode {
            children = List.copyOf(children);
        }

        @Override
        public List<Attribute> output() {
            return scala.jdk.javaapi.CollectionConverters.asJava(stock.output());
        }
    }

    /** The {@code ordinal}-th input of the fragment. */
    record InputNode(int ordinal, List<Attribute> output) implements FragmentNode {
        public InputNode {
            output = List.copyOf(output);
        }
    }

    /**
     * The {@code ordinal}-th build table that exists before the fragment's tasks start. It is made from the rows of a broadcast,
     * see {@link PlanTranslator#translateBuildSide}. Only the build side of a join may be a table.
     */
    record TableNode(int ordinal, List<Attribute> output) implements FragmentNode {
        public TableNode {
            output = List.copyOf(output);
        }
    }
}
