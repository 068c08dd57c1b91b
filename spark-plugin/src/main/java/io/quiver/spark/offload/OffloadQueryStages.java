/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.offload;

import io.quiver.spark.adaptive.DelayShuffles;
import io.quiver.spark.adaptive.RuntimeFilters;
import io.quiver.spark.adaptive.StageFilteredAggregates;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.node.WaitingExchange;
import io.quiver.spark.plan.PlanTrees;
import java.util.Optional;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * Offloads a plan before adaptive execution starts the next stages, and each time it plans again. Exchanges become columnar, and
 * some of them wait. Fragments keep stock nodes below {@code FragmentExec}, since adaptive execution still rewrites them
 * (decision 0003).
 */
public final class OffloadQueryStages extends OffloadRule {
    @Override
    SparkPlan formed(SparkPlan offloaded) {
        boolean filters = QuiverConf.keyFilters();
        SparkPlan current = offloaded;
        if (QuiverConf.deferShuffles()) {
            SparkPlan staged = StageFilteredAggregates.apply(offloaded);
            current = DelayShuffles.apply(staged, filters ? Optional.of(new RuntimeFilters(staged)) : Optional.empty());
        }
        return filters ? new RuntimeFilters(current).apply() : current;
    }

    /** Decides anew whether the exchange waits: AQE keeps it inside the node of a stage further down. */
    @Override
    SparkPlan rewriteWaiting(WaitingExchange waiting) {
        return rewriteBelow(PlanTrees.keepTags(waiting, waiting.exchange()));
    }
}
