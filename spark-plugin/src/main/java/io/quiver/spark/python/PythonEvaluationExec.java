/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.expressions.PythonUDF;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.python.ArrowEvalPythonExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * Functions over series of pandas or arrays of Arrow, in the place of Spark's ArrowEvalPythonExec. Behind the columns that the rows have, the
 * child has one for each argument that is computed.
 */
public final class PythonEvaluationExec extends PythonExec {
    public PythonEvaluationExec(ArrowEvalPythonExec stock, SparkPlan child) {
        super(stock, child);
    }

    /** Why Spark's node has to stay; empty where one of ours can take its place. */
    public static Optional<Verdict.Unsupported> refusal(ArrowEvalPythonExec stock) {
        Optional<Verdict.Unsupported> refusal = PythonRunners.refusal(stock);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (StockInput.isSentInBatches(stock) && !StockInput.canKeepBatches(stock)) {
            return PythonRunners.no(Reason.OPERATOR_FORM, "Spark sends the batches of its input as they are");
        }
        for (Expression argument : arguments(stock).expressions()) {
            if (!argument.deterministic()) {
                return PythonRunners.no(Reason.OPERATOR_FORM, "an argument is not deterministic");
            }
            if (!SparkTypes.isCarried(argument.dataType())) {
                return PythonRunners.no(Reason.TYPE, argument.dataType().catalogString() + " as an argument");
            }
        }
        return Optional.empty();
    }

    private static SentArguments arguments(ArrowEvalPythonExec stock) {
        return SentArguments.of(Scala.list(stock.udfs()));
    }

    /** What computes the arguments that are no columns yet, over the child of Spark's node; empty where all are. */
    public static Optional<ProjectExec> computedArguments(ArrowEvalPythonExec stock) {
        List<NamedExpression> columns =
                new ArrayList<>(Scala.<NamedExpression>list(stock.child().output()));
        int kept = columns.size();
        for (Expression argument : arguments(stock).expressions()) {
            if (ordinal(argument, Scala.list(stock.child().output())) < 0) {
                columns.add(new Alias(
                        argument,
                        "argument" + (columns.size() - kept),
                        NamedExpression$.MODULE$.newExprId(),
                        Scala.seqOf(),
                        Option.empty(),
                        Scala.seqOf()));
            }
        }
        return columns.size() == kept
                ? Optional.empty()
                : Optional.of(new ProjectExec(Scala.seq(columns), stock.child()));
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new PythonEvaluationExec(stock(), child);
    }

    @Override
    ArrowEvalPythonExec stock() {
        return (ArrowEvalPythonExec) super.stock();
    }

    @Override
    AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>> task() {
        ArrowEvalPythonExec stock = stock();
        SentArguments arguments = arguments(stock);
        List<Attribute> columns = Scala.list(stock.child().output());
        int kept = columns.size();
        int[] sent = new int[arguments.expressions().size()];
        int computed = kept;
        for (int i = 0; i < sent.length; i++) {
            int ordinal = ordinal(arguments.expressions().get(i), columns);
            sent[i] = ordinal < 0 ? computed++ : ordinal;
        }
        Seq<PythonUDF> udfs = stock.udfs();
        return new EvaluationTask(
                PythonRunners.run(
                        stock,
                        arguments.functions(),
                        stock.evalType(),
                        arguments.offsets(),
                        arguments.names(),
                        arguments.schema(),
                        jobArtifacts()),
                SparkTypes.dataTypes(Scala.list(child().output())),
                kept,
                sent,
                SparkTypes.dataTypes(Scala.list(stock.resultAttrs())),
                StockInput.isSentInBatches(stock));
    }
}
