/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.planning;

import io.quiver.bridge.FragmentNode;
import io.quiver.bridge.TranslatedFragment;
import io.quiver.exec.memory.TaskMemory;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.plan.PipelineBuilder;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.plan.SubstraitReader;
import io.quiver.spark.expression.SparkAggregates;
import io.quiver.spark.expression.SparkExpressions;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.node.OperatorExec;
import io.quiver.spark.translation.Translation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.SparkPlan;
import scala.jdk.javaapi.CollectionConverters;

/** Takes one fragment from operators to bytes to a pipeline, as driver and task do. */
final class Fragment {
    private final FragmentNode root;
    private int inputs;
    private int operators;

    private Fragment(FragmentExec fragment) {
        root = node(fragment.child());
    }

    /** The fragments with operators in an executable plan, including those below exchanges. */
    static List<Fragment> in(SparkPlan plan) {
        List<Fragment> found = new ArrayList<>();
        collect(plan, found);
        return found;
    }

    private static void collect(SparkPlan plan, List<Fragment> found) {
        if (plan instanceof FragmentExec fragment && !fragment.isConversion()) {
            found.add(new Fragment(fragment));
        }
        for (SparkPlan child : CollectionConverters.asJava(plan.children())) {
            collect(child, found);
        }
    }

    private FragmentNode node(SparkPlan plan) {
        List<Attribute> output = CollectionConverters.asJava(plan.output());
        if (plan instanceof FragmentInputExec) {
            // A broadcast is an input like any other here: its table is made once per executor, not per plan.
            return new FragmentNode.InputNode(inputs++, output);
        }
        OperatorExec operator = (OperatorExec) plan;
        int id = operators++;
        List<FragmentNode> children = new ArrayList<>();
        for (SparkPlan child : CollectionConverters.asJava(operator.children())) {
            children.add(node(child));
        }
        return new FragmentNode.OperatorNode(id, operator.effective(), children);
    }

    /** From operators to bytes. */
    TranslatedFragment translate() {
        return Translation.translator().translate(root);
    }

    /** From bytes to plan records, without the cache that executors have. */
    static PlanNode read(TranslatedFragment translated) {
        return SubstraitReader.read(translated.plan());
    }

    /** From plan records to operators, as each task does; Spark's own expressions are compiled where they are. */
    Operator open(PlanNode plan, TranslatedFragment translated) {
        BatchSource nothing = () -> null;
        return PipelineBuilder.build(
                plan,
                new ExecutionContext(
                        Collections.nCopies(inputs, nothing),
                        new SparkExpressions(translated.foreign()),
                        new SparkAggregates(translated.foreignAggregates()),
                        new ArrayList<>(
                                Collections.nCopies(translated.parameters().size(), null)),
                        TaskMemory.unlimited(),
                        operator -> OperatorMetrics.NONE));
    }
}
