/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.explain;

import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.fallback.PlanningNet;
import org.apache.spark.sql.ExtendedExplainGenerator;
import org.apache.spark.sql.execution.SparkPlan;

/** Adds Quiver's section to EXPLAIN and the SQL tab (Spark 4's ExtendedExplainGenerator). */
public final class QuiverExplain implements ExtendedExplainGenerator {
    @Override
    public String title() {
        return ExplainText.TITLE;
    }

    @Override
    public String generateExtendedInfo(SparkPlan plan) {
        return PlanningNet.orElse(
                "QuiverExplain", () -> text(plan), failure -> "Quiver cannot explain this plan: " + failure);
    }

    private static String text(SparkPlan plan) {
        return QuiverConf.enabled()
                ? ExplainReport.of(plan).text()
                : "Quiver is switched off (%s=false).".formatted(QuiverConf.ENABLED.key());
    }
}
