/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.PythonUDF;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.python.MapInArrowExec;
import org.apache.spark.sql.execution.python.MapInPandasExec;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs a function from batches to batches, in place of Spark's MapInArrowExec and MapInPandasExec. */
public final class PythonMapExec extends PythonExec {
    public PythonMapExec(SparkPlan stock, SparkPlan child) {
        super(stock, child);
    }

    /** Whether the plan is one of those two nodes. */
    public static boolean standsFor(SparkPlan plan) {
        return plan instanceof MapInArrowExec || plan instanceof MapInPandasExec;
    }

    /** Why Spark's node must stay; empty if Quiver's node can replace it. */
    public static Optional<Verdict.Unsupported> refusal(SparkPlan stock) {
        Optional<Verdict.Unsupported> refusal = PythonRunners.refusal(stock);
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean isBarrier = stock instanceof MapInArrowExec arrow
                ? arrow.isBarrier() || arrow.profile().isDefined()
                : ((MapInPandasExec) stock).isBarrier()
                        || ((MapInPandasExec) stock).profile().isDefined();
        if (isBarrier) {
            return PythonRunners.no(Reason.OPERATOR_FORM, "a barrier, or resources of its own");
        }
        return PythonRunners.columnsWithoutNulls(stock);
    }

    private PythonUDF function() {
        return (PythonUDF)
                (stock() instanceof MapInArrowExec arrow ? arrow.func() : ((MapInPandasExec) stock()).func());
    }

    private int evalType() {
        return stock() instanceof MapInArrowExec arrow
                ? arrow.pythonEvalType()
                : ((MapInPandasExec) stock()).pythonEvalType();
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new PythonMapExec(stock(), child);
    }

    @Override
    AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>> task() {
        PythonUDF function = function();
        return new MapTask(
                PythonRunners.runOne(
                        stock(),
                        function,
                        evalType(),
                        new int[] {0},
                        new StructType()
                                .add(
                                        "struct",
                                        Scala.list(stock().children()).get(0).schema()),
                        jobArtifacts()),
                SparkTypes.dataTypes(Scala.list(child().output())),
                function.dataType(),
                SparkTypes.dataTypes(Scala.list(output())));
    }
}
