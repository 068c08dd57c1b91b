/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.util.ArrayList;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** The arguments of Spark's TreeNode.generateTreeString. */
public record PrintedTree(
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
    public PrintedTree withPrefix(String changed, boolean hasSuffix) {
        return new PrintedTree(
                depth,
                lastChildren,
                append,
                verbose,
                changed,
                hasSuffix,
                maxFields,
                printNodeId,
                printOutputColumns,
                indent);
    }
}
