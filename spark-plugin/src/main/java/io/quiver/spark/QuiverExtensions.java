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
import io.quiver.spark.offload.OffloadRule;
import io.quiver.spark.optimize.BroadcastLargerSides;
import io.quiver.spark.optimize.JoinSelectiveTablesFirst;
import io.quiver.spark.optimize.ShareCommonSubplans;
import io.quiver.spark.translation.WarmUp;
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
        extensions.injectCheckRule(session -> new SettingsCheck());
        // The batch for hints is the last one before Spark resolves what is read, and infers its schema.
        extensions.injectHintResolutionRule(InferSchemas::new);
        extensions.injectPlannerStrategy(session -> new KeepRequestedOrders());
        extensions.injectPreCBORule(session -> new JoinSelectiveTablesFirst());
        extensions.injectPlannerStrategy(session -> new ShareCommonSubplans());
        extensions.injectPlannerStrategy(session -> new BroadcastLargerSides());
        extensions.injectQueryPostPlannerStrategyRule(session -> new ShareCommonSubplans.Links());
        // Under AQE exchanges may change their form in this hook only.
        extensions.injectQueryStagePrepRule(session -> new OffloadRule(false));
        extensions.injectRuntimeOptimizerRule(session -> new PropagateEmptyAggregates());
        extensions.injectQueryStageOptimizerRule(session -> new ReadShufflesLocally());
        extensions.injectColumnar(session -> columnarRule());
        return BoxedUnit.UNIT;
    }

    /** Spark asks for it at the end of a session's start, which the warm-up would delay on a machine of few processors. */
    private static ColumnarRule columnarRule() {
        WarmUp.start();
        return new ColumnarRule() {
            @Override
            public Rule<SparkPlan> preColumnarTransitions() {
                return new OffloadRule(true);
            }

            @Override
            public Rule<SparkPlan> postColumnarTransitions() {
                return new ReplaceConversions();
            }
        };
    }
}
