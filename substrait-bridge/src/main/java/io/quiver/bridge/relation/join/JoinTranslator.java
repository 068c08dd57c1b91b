/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.join;

import io.quiver.bridge.relation.JoinStrategy;
import io.quiver.bridge.relation.JoinStrategy.Algorithm;
import io.quiver.bridge.relation.NullAware;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.relation.RelationTranslator;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.Scala;
import io.substrait.extension.AdvancedExtension;
import io.substrait.extension.ImmutableAdvancedExtension;
import io.substrait.relation.Join;
import io.substrait.relation.Join.JoinType;
import io.substrait.relation.Rel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.optimizer.BuildLeft$;
import org.apache.spark.sql.catalyst.plans.Cross$;
import org.apache.spark.sql.catalyst.plans.ExistenceJoin;
import org.apache.spark.sql.catalyst.plans.FullOuter$;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.joins.BaseJoinExec;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.joins.BroadcastNestedLoopJoinExec;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;

/**
 * Translates each of Spark's five joins to one Join. Keys and condition are one expression, see {@link JoinConditions}; the side
 * to build is advice. All joins run as hash joins, or as nested loops if there are no keys.
 */
public final class JoinTranslator<P extends SparkPlan> implements RelationTranslator<P> {
    private static final Map<org.apache.spark.sql.catalyst.plans.JoinType, JoinType> TYPES = Map.of(
            Inner$.MODULE$, JoinType.INNER,
            Cross$.MODULE$, JoinType.INNER,
            LeftOuter$.MODULE$, JoinType.LEFT,
            RightOuter$.MODULE$, JoinType.RIGHT,
            FullOuter$.MODULE$, JoinType.OUTER,
            LeftSemi$.MODULE$, JoinType.LEFT_SEMI,
            LeftAnti$.MODULE$, JoinType.LEFT_ANTI);

    private final Algorithm algorithm;
    private final Predicate<P> buildsLeft;

    private JoinTranslator(Algorithm algorithm, Predicate<P> buildsLeft) {
        this.algorithm = algorithm;
        this.buildsLeft = buildsLeft;
    }

    public static JoinTranslator<BroadcastHashJoinExec> broadcastHash() {
        return new JoinTranslator<>(Algorithm.BROADCAST_HASH, stock -> stock.buildSide() == BuildLeft$.MODULE$);
    }

    public static JoinTranslator<ShuffledHashJoinExec> shuffledHash() {
        return new JoinTranslator<>(Algorithm.SHUFFLED_HASH, stock -> stock.buildSide() == BuildLeft$.MODULE$);
    }

    /**
     * Builds the side that Spark buffers when it merges (SortMergeJoinExec 4.1.3), so that rows come in the order of the side
     * that Spark streams.
     */
    public static JoinTranslator<SortMergeJoinExec> sortMerge() {
        return new JoinTranslator<>(Algorithm.SORT_MERGE, stock -> stock.joinType() == RightOuter$.MODULE$);
    }

    public static JoinTranslator<BroadcastNestedLoopJoinExec> broadcastNestedLoop() {
        return new JoinTranslator<>(Algorithm.BROADCAST_NESTED_LOOP, stock -> stock.buildSide() == BuildLeft$.MODULE$);
    }

    public static JoinTranslator<CartesianProductExec> cartesianProduct() {
        return new JoinTranslator<>(Algorithm.CARTESIAN_PRODUCT, stock -> false);
    }

    @Override
    public Rel translate(P plan, List<RelationInput> inputs, RelationContext context) {
        BaseJoinExec stock = (BaseJoinExec) plan;
        JoinStrategy strategy = new JoinStrategy(algorithm, buildsLeft.test(plan));
        JoinType type = type(stock.joinType());
        if (algorithm.sharesBuildSide() && marksBuildRows(type, strategy.buildsLeft())) {
            throw new Untranslatable(
                    Reason.OPERATOR_FORM, "%s join that broadcasts the side it preserves".formatted(stock.joinType()));
        }
        JoinConditions conditions = new JoinConditions(inputs.get(0), inputs.get(1), context);
        return Join.builder()
                .left(inputs.get(0).rel())
                .right(inputs.get(1).rel())
                .joinType(type)
                .condition(conditions.translate(
                        Scala.<Expression>list(stock.leftKeys()),
                        Scala.<Expression>list(stock.rightKeys()),
                        Scala.optional(stock.condition())))
                .extension(extension(strategy, isNullAware(plan)))
                .hint(context.hint())
                .build();
    }

    private static JoinType type(org.apache.spark.sql.catalyst.plans.JoinType type) {
        if (type instanceof ExistenceJoin) {
            return JoinType.LEFT_MARK;
        }
        return Optional.ofNullable(TYPES.get(type))
                .orElseThrow(() -> new Untranslatable(Reason.OPERATOR_FORM, "%s join".formatted(type)));
    }

    /** Whether output of build-side rows depends on whether any row of the other side matched. */
    private static boolean marksBuildRows(JoinType type, boolean buildsLeft) {
        return switch (type) {
            case OUTER -> true;
            case LEFT, LEFT_SEMI, LEFT_ANTI, LEFT_MARK -> buildsLeft;
            case RIGHT -> !buildsLeft;
            default -> false;
        };
    }

    private static boolean isNullAware(SparkPlan plan) {
        return plan instanceof BroadcastHashJoinExec join && join.isNullAwareAntiJoin();
    }

    private static AdvancedExtension<JoinStrategy, NullAware> extension(JoinStrategy strategy, boolean isNullAware) {
        ImmutableAdvancedExtension.Builder<JoinStrategy, NullAware> extension =
                AdvancedExtension.<JoinStrategy, NullAware>builder().addOptimizations(strategy);
        return isNullAware ? extension.enhancement(NullAware.ANTI_JOIN).build() : extension.build();
    }
}
