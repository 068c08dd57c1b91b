/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import io.quiver.spark.adaptive.PropagateEmptyAggregates;
import io.quiver.spark.adaptive.ReadShufflesLocally;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.compat.SparkMinor;
import io.quiver.spark.fallback.SettingsCheck;
import io.quiver.spark.infer.InferSchemas;
import io.quiver.spark.node.ReplaceConversions;
import io.quiver.spark.offload.KeepRequestedOrders;
import io.quiver.spark.offload.OffloadForExecution;
import io.quiver.spark.offload.OffloadQueryStages;
import io.quiver.spark.optimize.BroadcastLargerSides;
import io.quiver.spark.optimize.JoinSelectiveTablesFirst;
import io.quiver.spark.optimize.ShareCommonSubplans;
import io.quiver.spark.translation.WarmUp;
import io.quiver.spark.write.StreamedFiles;
import org.apache.spark.package$;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Hooks Quiver's rules into a session; {@link QuiverPlugin} names this class in {@code spark.sql.extensions}. */
public final class QuiverExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        if (SparkMinor.of(package$.MODULE$.SPARK_VERSION()).isEmpty()) {
            return BoxedUnit.UNIT; // named by the user, who has been told by the plugin
        }
        SparkApi.get();
        // Names settings that are misspelt. A check rule sees every query once, analyzed, and changes nothing.
        extensions.injectCheckRule(session -> new SettingsCheck());
        // Infers schemas of CSV and JSON files. The batch for hints is the last one before Spark resolves what is read,
        // and infers.
        extensions.injectHintResolutionRule(InferSchemas::new);
        // Plans the files of a stream's batch: when the batch is analyzed, before the planner takes its command apart.
        extensions.injectPostHocResolutionRule(session -> new StreamedFiles());
        // Notes on joins which order a query asks for: before Spark's strategies plan them, while the sorts still stand
        // above them.
        extensions.injectPlannerStrategy(session -> new KeepRequestedOrders());
        // Joins small filtered tables first: after filters are pushed down, and before Spark's cost-based order, which
        // then has its say.
        extensions.injectPreCBORule(session -> new JoinSelectiveTablesFirst());
        // Makes two aggregations one: in the planner, since the optimizer would push down again what tells them apart.
        extensions.injectPlannerStrategy(session -> new ShareCommonSubplans());
        // Broadcasts larger sides than Spark does: in the planner, where Spark's own strategy would choose the join
        // after it.
        extensions.injectPlannerStrategy(session -> new BroadcastLargerSides());
        // Gives the physical nodes of shared aggregations the logical nodes that AQE looks for: before AQE takes the
        // plan.
        extensions.injectQueryPostPlannerStrategyRule(session -> new ShareCommonSubplans.Links());
        // Offloads, and chooses exchanges. Under AQE exchanges may change their form in this hook only.
        extensions.injectQueryStagePrepRule(session -> new OffloadQueryStages());
        // Ends a plan whose aggregation has turned out empty: among AQE's logical rules, which run when a stage has
        // finished.
        extensions.injectRuntimeOptimizerRule(session -> new PropagateEmptyAggregates());
        // Reads shuffles where their blocks lie: among AQE's rules for a stage that is about to run, like Spark's own.
        extensions.injectQueryStageOptimizerRule(session -> new ReadShufflesLocally());
        // Offloads what AQE did not see, and makes fragments ready to run: the last hook, around Spark's transitions
        // between
        // rows and columns.
        extensions.injectColumnar(session -> columnarRule());
        return BoxedUnit.UNIT;
    }

    /**
     * Creates the columnar rule. Spark asks for it at the end of a session's start, which the warm-up would delay on a machine
     * with few processors.
     */
    private static ColumnarRule columnarRule() {
        WarmUp.start();
        return new ColumnarRule() {
            @Override
            public Rule<SparkPlan> preColumnarTransitions() {
                return new OffloadForExecution();
            }

            @Override
            public Rule<SparkPlan> postColumnarTransitions() {
                return new ReplaceConversions();
            }
        };
    }
}
