/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.PythonApi;
import io.quiver.spark.compat.PythonRun;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.node.InputFileUse;
import java.util.List;
import java.util.Optional;
import org.apache.spark.JobArtifactSet;
import org.apache.spark.JobArtifactState;
import org.apache.spark.api.python.ChainedPythonFunctions;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.PythonUDF;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.python.ArrowPythonRunner;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/** Shared code of all nodes with Python functions. */
final class PythonRunners {
    private static final List<String> CUT_AGAIN = List.of(
            "spark.sql.execution.arrow.maxRecordsPerOutputBatch", "spark.sql.execution.arrow.maxBytesPerOutputBatch");

    private PythonRunners() {}

    /** The Python runners of the running Spark. */
    static PythonApi api() {
        return SparkApi.python();
    }

    /** Why a node with Python functions must stay unchanged, whatever its functions are; empty if it need not. */
    static Optional<Verdict.Unsupported> refusal(SparkPlan stock) {
        if (!QuiverConf.pythonEnabled()) {
            return no(Reason.DISABLED, QuiverConf.PYTHON_ENABLED.key() + "=false");
        }
        if (isCutAgain(stock.conf())) {
            return no(Reason.OPERATOR_FORM, "batches from Python are cut again");
        }
        for (SparkPlan plan : List.of(Scala.list(stock.children()).get(0), stock)) {
            Optional<Attribute> notCarried = SparkTypes.notCarried(Scala.list(plan.output()));
            if (notCarried.isPresent()) {
                return no(
                        Reason.TYPE,
                        notCarried.get().dataType().catalogString() + " in column "
                                + notCarried.get().name());
            }
        }
        return InputFileUse.isAsked(stock)
                ? no(Reason.OPERATOR_FORM, "rows are asked for their file")
                : Optional.empty();
    }

    /** Spark 4.1.3 returns rows several times if it cuts a batch to fewer records, and its nodes may then fail. */
    private static boolean isCutAgain(SQLConf conf) {
        return CUT_AGAIN.stream()
                .map(key -> conf.getConfString(key, "0"))
                .anyMatch(value -> !value.startsWith("-") && !value.startsWith("0"));
    }

    /** If a table comes from Python, Spark looks for nulls only in columns that are declared nullable. */
    static Optional<Verdict.Unsupported> columnsWithoutNulls(SparkPlan stock) {
        for (Attribute column : Scala.<Attribute>list(stock.output())) {
            if (!column.nullable()) {
                return no(Reason.OPERATOR_FORM, "nulls are not looked for in column " + column.name());
            }
        }
        return Optional.empty();
    }

    static Optional<Verdict.Unsupported> no(Reason reason, String detail) {
        return Optional.of(new Verdict.Unsupported(reason, detail));
    }

    /** The artifacts of the session that plans; Spark's nodes also record them when they are created. */
    static Option<String> jobArtifacts() {
        Option<JobArtifactState> state = JobArtifactSet.getCurrentJobArtifactState();
        return state.isDefined() ? Option.apply(state.get().uuid()) : Option.empty();
    }

    /** Describes a run of one function over tables. */
    static PythonRun runOne(
            SparkPlan stock,
            PythonUDF function,
            int evalType,
            int[] offsets,
            StructType schema,
            Option<String> jobArtifacts) {
        ChainedPythonFunctions chain = new ChainedPythonFunctions(Scala.seqOf(function.func()));
        return run(
                stock,
                Scala.seqOf(new Tuple2<>(chain, function.resultId().id())),
                evalType,
                new int[][] {offsets},
                null,
                schema,
                jobArtifacts);
    }

    /** Source: {@code ArrowEvalPythonExec} and {@code MapInBatchExec} of Spark 4.1.3. */
    static PythonRun run(
            SparkPlan stock,
            Seq<Tuple2<ChainedPythonFunctions, Object>> functions,
            int evalType,
            int[][] offsets,
            @Nullable String @Nullable [][] names,
            StructType schema,
            Option<String> jobArtifacts) {
        SQLConf conf = stock.conf();
        Map<String, SQLMetric> metrics = stock.metrics();
        return new PythonRun(
                functions,
                evalType,
                offsets,
                names,
                schema,
                conf.sessionLocalTimeZone(),
                conf.arrowUseLargeVarTypes(),
                ArrowPythonRunner.getPythonRunnerConfMap(conf),
                metrics,
                jobArtifacts,
                api().logSession(stock.session()),
                conf.pythonUDFProfiler());
    }
}
