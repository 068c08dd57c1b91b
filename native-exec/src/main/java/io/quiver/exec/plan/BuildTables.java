/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.join.JoinTableBuilder;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.TableNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the build table of a join ahead of its tasks, for hosts that share one table among tasks. */
public final class BuildTables {
    private BuildTables() {}

    /**
     * The {@code ordinal}-th build table that {@code plan} expects, made of all rows of {@code source}.
     *
     * @throws ExecutionException PLAN_INVALID where no join expects that table
     */
    public static JoinBuildTable build(
            CompiledPlan plan,
            int ordinal,
            BatchSource source,
            ForeignExpressions foreign,
            List<@Nullable Object> parameters) {
        JoinTableBuilder builder = builder(plan, ordinal, foreign, parameters);
        for (var batch = source.next(); batch != null; batch = source.next()) {
            Cancellation.check();
            builder.add(batch);
        }
        return builder.finish();
    }

    /** A table that knows only that there were rows and a null among their keys, which is all that a NOT IN has to know. */
    public static JoinBuildTable ofNullKeys(
            CompiledPlan plan, int ordinal, ForeignExpressions foreign, List<@Nullable Object> parameters) {
        JoinTableBuilder builder = builder(plan, ordinal, foreign, parameters);
        builder.noteNullKey();
        return builder.finish();
    }

    private static JoinTableBuilder builder(
            CompiledPlan plan, int ordinal, ForeignExpressions foreign, List<@Nullable Object> parameters) {
        JoinNode join = joinOver(plan.root(), ordinal)
                .orElseThrow(() -> new ExecutionException(ErrorCode.PLAN_INVALID, "no join wants table " + ordinal));
        boolean left = join.buildSide() == BuildSide.LEFT;
        List<Expression> keys = left ? join.leftKeys() : join.rightKeys();
        return new JoinTableBuilder(
                (left ? join.left() : join.right()).types(),
                keys,
                join.nullSafe(),
                false,
                new ExpressionCompiler(FunctionCatalog.standard(), foreign, parameters));
    }

    private static Optional<JoinNode> joinOver(PlanNode node, int ordinal) {
        if (node instanceof JoinNode join) {
            PlanNode build = join.buildSide() == BuildSide.LEFT ? join.left() : join.right();
            if (build instanceof TableNode table && table.ordinal() == ordinal) {
                return Optional.of(join);
            }
        }
        return node.inputs().stream()
                .flatMap(input -> joinOver(input, ordinal).stream())
                .findFirst();
    }
}
