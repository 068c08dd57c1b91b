/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.optimize;

import org.apache.spark.sql.catalyst.plans.ExistenceJoin;
import org.apache.spark.sql.catalyst.plans.InnerLike;
import org.apache.spark.sql.catalyst.plans.JoinType;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftOuter$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.RightOuter$;

/** Tells what a join does with unmatched rows of either side. */
public final class JoinBuildSides {
    private JoinBuildSides() {}

    /** As JoinSelectionHelper.canBuildBroadcastLeft of Spark 4.1. */
    public static boolean canBuildLeft(JoinType type) {
        return type instanceof InnerLike || type == RightOuter$.MODULE$;
    }

    /** As JoinSelectionHelper.canBuildBroadcastRight of Spark 4.1. */
    public static boolean canBuildRight(JoinType type) {
        return type instanceof InnerLike
                || type == LeftOuter$.MODULE$
                || type == LeftSemi$.MODULE$
                || type == LeftAnti$.MODULE$
                || type instanceof ExistenceJoin;
    }

    /** Whether unmatched rows of the left side leave no trace. */
    public static boolean dropsLeft(JoinType type) {
        return canBuildLeft(type) || type == LeftSemi$.MODULE$;
    }

    /**
     * Whether unmatched rows of the right side leave no trace: the right side can then be the build table, which is only looked
     * up.
     */
    public static boolean dropsRight(JoinType type) {
        return canBuildRight(type);
    }
}
