/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.adaptive;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.exchange.StageBroadcast;
import io.quiver.spark.finish.ExecutableForm;
import io.quiver.spark.node.FragmentExec;
import io.quiver.spark.node.FragmentInputExec;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.CoalesceShufflePartitions;
import org.apache.spark.sql.execution.adaptive.ShuffleQueryStageExec;
import scala.collection.immutable.Seq;

/** Reads the output of stages that have finished, outside of the plan that adaptive execution knows. */
final class FinishedStages {
    private FinishedStages() {}

    /** Whether rows of the stage may be broadcast as columns: such broadcasts are on, and Spark's serializer accepts them. */
    static boolean mayBroadcast(ShuffleQueryStageExec stage) {
        return QuiverConf.keyFilters()
                && !QuiverConf.requiresRegisteredClasses(
                        stage.session().sparkContext().conf());
    }

    /** Plans the broadcast of some columns of a stage's rows to a join that looks them up by {@code keys}. */
    static SparkPlan broadcast(ShuffleQueryStageExec stage, List<Attribute> columns, Seq<Expression> keys) {
        ProjectExec project = new ProjectExec(Scala.seq(columns), new FragmentInputExec(stage));
        SparkPlan coalesced = new CoalesceShufflePartitions(stage.session()).apply(new FragmentExec(project));
        return new StageBroadcast(ExecutableForm.of(coalesced), keys);
    }
}
