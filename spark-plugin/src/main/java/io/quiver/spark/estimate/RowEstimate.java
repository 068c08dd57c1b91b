/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.estimate;

import io.quiver.spark.compat.Scala;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Contains;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.StartsWith;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.plans.logical.statsEstimation.EstimationUtils;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.LogicalQueryStage;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * Estimates how many rows a plan produces, and what share that is of the rows without the plan's conditions. The estimate comes
 * from the sizes of files and the kinds of conditions, since Spark usually has no column statistics. Rows of a finished stage are
 * counted. A join is assumed to keep the share of its larger side that the smaller side keeps of its own rows.
 */
public record RowEstimate(double rows, double share) {
    private static final RowEstimate NOTHING = new RowEstimate(0, 1);

    /** Spark assumes files to be as large as the rows in memory; columns in Parquet files are about three times smaller. */
    private static final double COMPRESSION = 3;

    /** Least share that conditions are assumed to keep. */
    private static final double LEAST = 0.01;

    /** Share of the groups that HAVING is assumed to keep. */
    private static final double PICKED_GROUPS = 0.05;

    private static final double ROWS_PER_GROUP = 4;

    public static RowEstimate of(@Nullable LogicalPlan plan) {
        if (plan == null) {
            return NOTHING;
        }
        if (plan instanceof LogicalQueryStage stage) {
            return ofStage(stage);
        }
        if (plan instanceof Filter filter) {
            double share = Math.max(LEAST, share(filter.condition()));
            return of(filter.child()).keeping(share < 1 && areGroups(filter.child()) ? PICKED_GROUPS : share);
        }
        if (plan instanceof Aggregate aggregate) {
            RowEstimate rows = of(aggregate.child());
            return new RowEstimate(rows.rows / ROWS_PER_GROUP, rows.share);
        }
        if (plan instanceof Join join) {
            return ofJoin(join);
        }
        List<LogicalPlan> children = Scala.list(plan.children());
        if (children.isEmpty()) {
            return new RowEstimate(plan.stats().sizeInBytes().doubleValue() * COMPRESSION / rowBytes(plan), 1);
        }
        return children.stream().map(RowEstimate::of).reduce(NOTHING, RowEstimate::and);
    }

    /** Estimates a join side by its logical plan. Exchanges are not part of the logical plan; the plan below them is. */
    public static RowEstimate of(SparkPlan side) {
        return of(subject(side));
    }

    public static @Nullable LogicalPlan subject(SparkPlan side) {
        if (side instanceof ReusedExchangeExec reused) {
            return subject(reused.child());
        }
        if (side instanceof QueryStageExec stage) {
            return subject(stage.plan());
        }
        Option<LogicalPlan> link = side.logicalLink();
        if (link.isDefined()) {
            return link.get();
        }
        List<SparkPlan> children = Scala.list(side.children());
        return children.size() == 1 ? subject(children.get(0)) : null;
    }

    /** Whether conditions are known to drop rows of the tables. */
    public boolean isFiltered() {
        return share < 1;
    }

    private RowEstimate keeping(double kept) {
        return new RowEstimate(rows * kept, share * kept);
    }

    private RowEstimate and(RowEstimate other) {
        double sum = rows + other.rows;
        return sum == 0 ? this : new RowEstimate(sum, (rows * share + other.rows * other.share) / sum);
    }

    private static RowEstimate ofStage(LogicalQueryStage stage) {
        RowEstimate guess = of(stage.logicalPlan());
        Statistics statistics = stage.stats();
        if (!statistics.isRuntime() || statistics.rowCount().isEmpty()) {
            return guess;
        }
        double counted = statistics.rowCount().get().doubleValue();
        double all = guess.rows / guess.share;
        return new RowEstimate(counted, guess.isFiltered() ? Math.min(1, counted / Math.max(counted, all)) : 1);
    }

    private static boolean areGroups(LogicalPlan plan) {
        if (plan instanceof LogicalQueryStage stage) {
            return areGroups(stage.logicalPlan());
        }
        return plan instanceof Aggregate || (plan instanceof Project project && areGroups(project.child()));
    }

    private static double rowBytes(LogicalPlan plan) {
        return EstimationUtils.getSizePerRow(plan.output(), plan.stats().attributeStats())
                .doubleValue();
    }

    private static RowEstimate ofJoin(Join join) {
        RowEstimate left = of(join.left());
        RowEstimate right = of(join.right());
        if (join.joinType() == LeftOuter$.MODULE$ || join.joinType() == LeftAnti$.MODULE$) {
            return left;
        }
        if (join.joinType() == RightOuter$.MODULE$) {
            return right;
        }
        boolean isLeftLarger =
                join.joinType() == LeftSemi$.MODULE$ || left.rows / left.share > right.rows / right.share;
        return isLeftLarger ? left.keeping(right.share) : right.keeping(left.share);
    }

    /** Guesses the share of the rows that a condition keeps. */
    private static double share(Expression condition) {
        if (condition instanceof And and) {
            return share(and.left()) * share(and.right());
        }
        if (condition instanceof Or or) {
            return 1 - (1 - share(or.left())) * (1 - share(or.right()));
        }
        if (condition instanceof IsNotNull) {
            return 1;
        }
        if (condition instanceof Not) {
            return 0.9;
        }
        boolean picks = condition instanceof EqualTo
                || condition instanceof EqualNullSafe
                || condition instanceof In
                || condition instanceof InSet
                || condition instanceof StartsWith
                || condition instanceof Contains
                || condition instanceof Like;
        return picks ? 0.2 : 0.5;
    }
}
