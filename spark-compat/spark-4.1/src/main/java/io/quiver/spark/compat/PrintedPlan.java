/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.ArrayList;
import org.apache.spark.sql.execution.SparkPlan;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** A plan node that controls how it is printed: TreeNode.generateTreeString has different parameters in different minors. */
public abstract class PrintedPlan extends SparkPlan {
    /** Prints the node and the nodes below it. */
    protected void print(PrintedTree tree) {
        printAsStock(tree);
    }

    protected final void printAsStock(PrintedTree tree) {
        super.generateTreeString(
                tree.depth(),
                tree.lastChildren(),
                tree.append(),
                tree.verbose(),
                tree.prefix(),
                tree.addSuffix(),
                tree.maxFields(),
                tree.printNodeId(),
                tree.printOutputColumns(),
                tree.indent());
    }

    /** Prints another node in this one's place. */
    protected static void print(SparkPlan plan, PrintedTree tree) {
        plan.generateTreeString(
                tree.depth(),
                tree.lastChildren(),
                tree.append(),
                tree.verbose(),
                tree.prefix(),
                tree.addSuffix(),
                tree.maxFields(),
                tree.printNodeId(),
                tree.printOutputColumns(),
                tree.indent());
    }

    @Override
    public void generateTreeString(
            int depth,
            ArrayList<Object> lastChildren,
            Function1<String, BoxedUnit> append,
            boolean verbose,
            String prefix,
            boolean addSuffix,
            int maxFields,
            boolean printNodeId,
            boolean printOutputColumns,
            int indent) {
        print(new PrintedTree(
                depth,
                lastChildren,
                append,
                verbose,
                prefix,
                addSuffix,
                maxFields,
                printNodeId,
                printOutputColumns,
                indent));
    }
}
