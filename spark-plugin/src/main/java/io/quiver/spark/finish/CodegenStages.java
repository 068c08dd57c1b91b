/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.finish;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.plan.PlanTrees;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.execution.CollapseCodegenStages;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;

/**
 * Tells which of a fragment's operators Spark would run in one loop of generated code: within it a column is computed at its
 * first use. It asks Spark's own rule, so that Spark's settings and limits count.
 */
final class CodegenStages {
    private final Set<SparkPlan> fused = Collections.newSetFromMap(new IdentityHashMap<>());

    private CodegenStages() {}

    static CodegenStages of(SparkPlan fragment) {
        CodegenStages stages = new CodegenStages();
        SparkPlan collapsed = new CollapseCodegenStages(new AtomicInteger()).apply(withoutInputs(fragment));
        stages.compare(fragment, collapsed, false);
        return stages;
    }

    /** Whether the operator passes its columns to its parent inside one loop. */
    boolean isFusedWithParent(SparkPlan operator) {
        return fused.contains(operator);
    }

    /** The inputs of a fragment belong to other stages, whatever they are. */
    private static SparkPlan withoutInputs(SparkPlan plan) {
        return plan instanceof FragmentInputExec
                ? SparkApi.get().emptyTable(plan.output())
                : PlanTrees.withChildren(plan, CodegenStages::withoutInputs);
    }

    private void compare(SparkPlan plan, SparkPlan collapsed, boolean isParentInStage) {
        SparkPlan operator = collapsed;
        boolean isInStage = isParentInStage;
        while (operator instanceof InputAdapter || operator instanceof WholeStageCodegenExec) {
            isInStage = operator instanceof WholeStageCodegenExec;
            operator = Scala.list(operator.children()).get(0);
        }
        if (isParentInStage && operator == collapsed) {
            fused.add(plan);
        }
        List<SparkPlan> children = Scala.list(plan.children());
        if (plan instanceof FragmentInputExec) {
            return;
        }
        for (int i = 0; i < children.size(); i++) {
            compare(children.get(i), Scala.list(operator.children()).get(i), isInStage);
        }
    }
}
