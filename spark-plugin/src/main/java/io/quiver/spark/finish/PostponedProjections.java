/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.finish;

import io.quiver.bridge.relation.FilterTranslator;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.node.FragmentInputExec;
import io.quiver.spark.translation.Translation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Final$;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.optimizer.BuildSide;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.catalyst.trees.TreeNodeTag;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.joins.BroadcastNestedLoopJoinExec;
import scala.Option;

/**
 * Computes projected expressions that may fail where Spark's generated code computes them: at their first use. A row that a
 * broadcast join or a filter in between drops must not fail the query, nor must a group that HAVING drops. So a projection (or
 * the results of an aggregation) below such an operator passes on the inputs of its failing expressions, and a projection above
 * computes them. Follows ProjectExec, FilterExec, HashAggregateExec, HashJoin and BroadcastNestedLoopJoinExec of Spark 4.1
 * ({@code doConsume}, {@code usedInputs}). What an operator reads is computed before it, and so is what cannot be postponed
 * (nondeterministic expressions, and subexpressions that several columns share).
 */
public final class PostponedProjections {
    /** Set on joins that are broadcast here but not on Spark, and on the logical joins whose sides Spark would have shuffled. */
    private static final TreeNodeTag<Boolean> SHUFFLED = new TreeNodeTag<>("quiver.shuffledOnSpark");

    private final CodegenStages stages;

    private PostponedProjections(CodegenStages stages) {
        this.stages = stages;
    }

    /** Moves such expressions of a fragment's operators to their places; root first. */
    static SparkPlan apply(SparkPlan fragment) {
        if (!mayMove(fragment, false)) {
            return fragment;
        }
        return new PostponedProjections(CodegenStages.of(fragment))
                .late(fragment)
                .computed();
    }

    /** Records that Spark shuffles the sides of this join, so that all of their columns are computed before it. */
    public static void shuffledOnSpark(TreeNode<?> join) {
        join.setTagValue(SHUFFLED, true);
    }

    /**
     * Whether a column that may fail reaches an operator that may drop rows; {@code toDropping}: whether such an operator is
     * above.
     */
    private static boolean mayMove(SparkPlan plan, boolean toDropping) {
        if (plan instanceof FragmentInputExec) {
            return false;
        }
        if (toDropping && makesWhatMayFail(plan)) {
            return true;
        }
        int through = handsOn(plan);
        List<SparkPlan> children = Scala.list(plan.children());
        for (int i = 0; i < children.size(); i++) {
            if (mayMove(children.get(i), i == through && (toDropping || !(plan instanceof ProjectExec)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean makesWhatMayFail(SparkPlan plan) {
        return (plan instanceof ProjectExec project && mayFail(project))
                || (plan instanceof HashAggregateExec aggregate && isGroupedResult(aggregate) && mayFail(aggregate));
    }

    private static boolean mayFail(ProjectExec project) {
        return Scala.list(project.projectList()).stream()
                .anyMatch(column -> mayFail((Expression) column, project.child()));
    }

    private static boolean mayFail(HashAggregateExec aggregate) {
        PostponedColumns results = results(aggregate);
        return results.columns().stream().anyMatch(result -> mayFail((Expression) result, results.operator()));
    }

    private static boolean mayFail(Expression expression, SparkPlan input) {
        return Translation.translator().mayFail(expression, Scala.list(input.output()));
    }

    /** The ordinal of the child whose columns the operator passes on uncomputed; -1 if it computes them all first. */
    private static int handsOn(SparkPlan plan) {
        if (plan instanceof ProjectExec || plan instanceof FilterExec || plan instanceof SampleExec) {
            return 0;
        }
        if (plan instanceof BroadcastHashJoinExec join) {
            return isShuffledOnSpark(join) ? -1 : streamed(join.buildSide());
        }
        return plan instanceof BroadcastNestedLoopJoinExec join ? streamed(join.buildSide()) : -1;
    }

    private static int streamed(BuildSide build) {
        return build == BuildLeft$.MODULE$ ? 1 : 0;
    }

    private static boolean isShuffledOnSpark(SparkPlan join) {
        Option<LogicalPlan> logical = join.logicalLink();
        return join.getTagValue(SHUFFLED).isDefined()
                || (logical.isDefined() && logical.get().getTagValue(SHUFFLED).isDefined());
    }

    private PostponedColumns late(SparkPlan plan) {
        if (plan instanceof FragmentInputExec) {
            return PostponedColumns.none(plan);
        }
        int through = handsOn(plan);
        List<SparkPlan> before = Scala.list(plan.children());
        List<PostponedColumns> inputs = before.stream().map(this::late).toList();
        if (through >= 0 && stages.isFusedWithParent(before.get(through))) {
            if (plan instanceof ProjectExec project) {
                return projection(project, inputs.get(0));
            }
            return plan instanceof FilterExec filter
                    ? filter(filter, standingAlone(inputs.get(0)))
                    : above(plan, through, inputs);
        }
        SparkPlan current = withChildren(plan, inputs);
        if (current instanceof ProjectExec project) {
            return PostponedColumns.of(project);
        }
        return current instanceof HashAggregateExec aggregate && isGroupedResult(aggregate)
                ? results(aggregate)
                : PostponedColumns.none(current);
    }

    /** Result expressions of groups wait too; Spark 4.1 computes those of an aggregation without groups immediately. */
    private static boolean isGroupedResult(HashAggregateExec aggregate) {
        return !aggregate.groupingExpressions().isEmpty()
                && Scala.list(aggregate.aggregateExpressions()).stream()
                        .map(AggregateExpression::mode)
                        .allMatch(mode -> mode == Final$.MODULE$ || mode == Complete$.MODULE$);
    }

    private static PostponedColumns results(HashAggregateExec aggregate) {
        List<NamedExpression> results = Scala.list(aggregate.resultExpressions());
        Map<ExprId, NamedExpression> used = new LinkedHashMap<>();
        results.forEach(result -> PostponedColumns.attributes((Expression) result)
                .forEach(attribute -> used.putIfAbsent(attribute.exprId(), attribute)));
        HashAggregateExec groups = aggregate.copy(
                aggregate.requiredChildDistributionExpressions(),
                aggregate.isStreaming(),
                aggregate.numShufflePartitions(),
                aggregate.groupingExpressions(),
                aggregate.aggregateExpressions(),
                aggregate.aggregateAttributes(),
                aggregate.initialInputBufferOffset(),
                Scala.seq(used.values()),
                aggregate.child());
        return new PostponedColumns(groups, results, Optional.of(aggregate));
    }

    private static SparkPlan withChildren(SparkPlan plan, List<PostponedColumns> inputs) {
        return plan.withNewChildren(
                Scala.seq(inputs.stream().map(PostponedColumns::computed).toList()));
    }

    /** A projection over late columns: a column used once is computed where it is used; one used more often is computed before. */
    private static PostponedColumns projection(ProjectExec project, PostponedColumns input) {
        List<NamedExpression> columns = Scala.list(project.projectList());
        Map<ExprId, Integer> uses = new HashMap<>();
        columns.forEach(column -> PostponedColumns.attributes((Expression) column)
                .forEach(used -> uses.merge(used.exprId(), 1, Integer::sum)));
        PostponedColumns below = standingAlone(input)
                .computing(column -> column.deterministic() && uses.getOrDefault(column.exprId(), 0) <= 1);
        Map<ExprId, Alias> late = below.late();
        late.keySet().retainAll(uses.keySet());
        PostponedColumns own =
                PostponedColumns.of((ProjectExec) project.withNewChildren(Scala.seqOf(below.operator())));
        return late.isEmpty() ? own : own.standingAlone(late, part -> mayFail(part, own.operator()));
    }

    private static PostponedColumns standingAlone(PostponedColumns columns) {
        return columns.standingAlone(Map.of(), part -> mayFail(part, columns.operator()));
    }

    /**
     * A filter over late columns: each is computed before the first conjunct that reads it, for the rows that reach that
     * conjunct.
     */
    private static PostponedColumns filter(FilterExec filter, PostponedColumns input) {
        PostponedColumns current = input;
        List<Expression> pending = new ArrayList<>();
        for (Expression conjunct : FilterTranslator.conjuncts(filter.condition())) {
            Map<ExprId, Alias> late = current.late();
            SparkPlan operator = current.operator();
            boolean waits = PostponedColumns.attributes(conjunct).stream()
                    .map(used -> late.get(used.exprId()))
                    .anyMatch(column -> column != null && column.deterministic() && mayFail(column, operator));
            if (waits && !pending.isEmpty()) {
                current = above(new FilterExec(conjunction(pending), current.computed()), 0, List.of(current));
                pending.clear();
            }
            pending.add(conjunct);
        }
        FilterExec last = current == input ? filter : new FilterExec(conjunction(pending), current.computed());
        return above(last, 0, List.of(current));
    }

    private static Expression conjunction(List<Expression> conjuncts) {
        return conjuncts.stream().reduce(And::new).orElseThrow();
    }

    /** Any other operator over late columns: the columns that it reads are computed before it, the rest above. */
    private static PostponedColumns above(SparkPlan plan, int through, List<PostponedColumns> inputs) {
        PostponedColumns streamed = standingAlone(inputs.get(through));
        PostponedColumns below = streamed.computing(
                column -> mayWait(column, plan) && mayFail(column, streamed.operator()), besides(through, inputs));
        Map<ExprId, Alias> late = below.late();
        if (late.isEmpty()) {
            return PostponedColumns.none(withChildren(plan, inputs));
        }
        List<PostponedColumns> computed = new ArrayList<>(inputs);
        computed.set(through, PostponedColumns.none(below.operator()));
        List<NamedExpression> columns = new ArrayList<>();
        for (Attribute column : Scala.list(plan.output())) {
            Alias waiting = late.get(column.exprId());
            columns.add(waiting == null ? column : waiting);
        }
        return new PostponedColumns(withChildren(plan, computed), columns, Optional.empty());
    }

    private static boolean mayWait(Alias column, SparkPlan operator) {
        return column.deterministic() && !operator.references().contains(column);
    }

    /** The columns of the operator's other side. */
    private static Set<ExprId> besides(int through, List<PostponedColumns> inputs) {
        Set<ExprId> others = new HashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (i != through) {
                inputs.get(i).columns().forEach(column -> others.add(column.exprId()));
            }
        }
        return others;
    }
}
