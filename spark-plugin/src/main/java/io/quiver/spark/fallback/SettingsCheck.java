/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.fallback;

import io.quiver.spark.config.UnknownSettings;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.internal.SQLConf;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Checks at each query of a session for keys that are almost a setting of Quiver: Spark accepts any key silently. */
public final class SettingsCheck extends AbstractFunction1<LogicalPlan, BoxedUnit> {
    @Override
    public BoxedUnit apply(LogicalPlan plan) {
        return PlanningNet.orElse("SettingsCheck", SettingsCheck::check, failure -> BoxedUnit.UNIT);
    }

    private static BoxedUnit check() {
        UnknownSettings.warnOf(
                CollectionConverters.asJava(SQLConf.get().getAllConfs().keys()));
        return BoxedUnit.UNIT;
    }
}
