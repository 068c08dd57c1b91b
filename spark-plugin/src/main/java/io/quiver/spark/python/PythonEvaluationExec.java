/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.python;

import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Verdict;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.PythonRun;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.python.PythonEvalType;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.python.ArrowEvalPythonExec;
import org.apache.spark.sql.execution.python.BatchEvalPythonExec;
import org.apache.spark.sql.execution.python.EvalPythonExec;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * Evaluates functions over pandas series or Arrow arrays in place of Spark's ArrowEvalPythonExec, and over rows in place of
 * BatchEvalPythonExec. After the columns of the rows, the child has one column for each computed argument.
 */
public final class PythonEvaluationExec extends PythonExec {
    public PythonEvaluationExec(SparkPlan stock, SparkPlan child) {
        super(stock, child);
    }

    /** Whether the plan is one of those two nodes. */
    public static boolean standsFor(SparkPlan plan) {
        return plan instanceof ArrowEvalPythonExec || plan instanceof BatchEvalPythonExec;
    }

    /** Why Spark's node must stay; empty if Quiver's node can replace it. */
    public static Optional<Verdict.Unsupported> refusal(SparkPlan stock) {
        Optional<Verdict.Unsupported> refusal = PythonRunners.refusal(stock);
        if (refusal.isPresent()) {
            return refusal;
        }
        if (stock instanceof ArrowEvalPythonExec arrow
                && StockInput.isSentInBatches(arrow)
                && !StockInput.canKeepBatches(arrow)) {
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

    private static SentArguments arguments(SparkPlan stock) {
        return SentArguments.of(Scala.list(((EvalPythonExec) stock).udfs()));
    }

    private static SparkPlan input(SparkPlan stock) {
        return Scala.list(stock.children()).get(0);
    }

    /**
     * The projection that computes the arguments that are not columns, over the child of Spark's node; empty if all are columns.
     */
    public static Optional<ProjectExec> computedArguments(SparkPlan stock) {
        SparkPlan input = input(stock);
        List<NamedExpression> columns = new ArrayList<>(Scala.<NamedExpression>list(input.output()));
        int kept = columns.size();
        for (Expression argument : arguments(stock).expressions()) {
            if (ordinal(argument, Scala.list(input.output())) < 0) {
                columns.add(new Alias(
                        argument,
                        "argument" + (columns.size() - kept),
                        NamedExpression$.MODULE$.newExprId(),
                        Scala.seqOf(),
                        Option.empty(),
                        Scala.seqOf()));
            }
        }
        return columns.size() == kept ? Optional.empty() : Optional.of(new ProjectExec(Scala.seq(columns), input));
    }

    @Override
    public SparkPlan withNewChildInternal(SparkPlan child) {
        return new PythonEvaluationExec(stock(), child);
    }

    @Override
    AbstractFunction1<Iterator<ColumnarBatch>, Iterator<ColumnarBatch>> task() {
        SparkPlan stock = stock();
        SentArguments arguments = arguments(stock);
        List<Attribute> columns = Scala.list(input(stock).output());
        DataType[] inputTypes = SparkTypes.dataTypes(Scala.list(child().output()));
        int[] sent = new int[arguments.expressions().size()];
        DataType[] sentTypes = new DataType[sent.length];
        int computed = columns.size();
        for (int i = 0; i < sent.length; i++) {
            int ordinal = ordinal(arguments.expressions().get(i), columns);
            sent[i] = ordinal < 0 ? computed++ : ordinal;
            sentTypes[i] = inputTypes[sent[i]];
        }
        DataType[] resultTypes = SparkTypes.dataTypes(Scala.list(((EvalPythonExec) stock).resultAttrs()));
        return new EvaluationTask(
                evaluation(arguments, sentTypes, resultTypes), inputTypes, columns.size(), sent, resultTypes);
    }

    private EvaluationTask.Evaluation evaluation(
            SentArguments arguments, DataType[] sentTypes, DataType[] resultTypes) {
        if (stock() instanceof ArrowEvalPythonExec arrow) {
            return new ArrowEvaluation(
                    run(arguments, arrow.evalType()), sentTypes, resultTypes, StockInput.isSentInBatches(arrow));
        }
        return new PickledEvaluation(run(arguments, PythonEvalType.SQL_BATCHED_UDF()), sentTypes, resultTypes, (Integer)
                stock().conf().getConf(SQLConf$.MODULE$.PYTHON_UDF_MAX_RECORDS_PER_BATCH()));
    }

    private PythonRun run(SentArguments arguments, int evalType) {
        return PythonRunners.run(
                stock(),
                arguments.functions(),
                evalType,
                arguments.offsets(),
                arguments.names(),
                arguments.schema(),
                jobArtifacts());
    }
}
