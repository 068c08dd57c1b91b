/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.node;

import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.metric.RareMetrics;
import io.quiver.spark.verify.Comparison;
import io.quiver.spark.verify.FoundDifferences;
import io.quiver.spark.verify.FragmentText;
import io.quiver.spark.verify.Verification;
import io.quiver.spark.verify.VerifySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BindReferences;
import org.apache.spark.sql.catalyst.expressions.CollectionGenerator;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.JsonTuple;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.expressions.package$;
import org.apache.spark.sql.execution.BaseLimitExec;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.GenerateExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Prepares on the driver how a fragment is verified: its stock operators run over the rows that its tasks keep. */
public final class VerifiedFragment {
    /** The metrics of a fragment that verification adds to, with their names in the SQL tab. */
    private static final Map<String, String> METRICS = Map.of(
            "partsVerified", "parts of the input verified",
            "partsNotVerified", "parts of the input not verified",
            "differences", "differences from stock Spark");

    private final FragmentExec fragment;
    private final List<OperatorExec> operators;
    private final List<FragmentInputExec> inputs;
    private final RareMetrics rare;

    private VerifiedFragment(
            FragmentExec fragment, List<OperatorExec> operators, List<FragmentInputExec> inputs, RareMetrics rare) {
        this.fragment = fragment;
        this.operators = operators;
        this.inputs = inputs;
        this.rare = rare;
    }

    /** Defines a fragment's metrics of verification if verification is on. */
    public static void defineMetrics(SparkPlan fragment, Map<String, SQLMetric> metrics) {
        if (QuiverConf.verify() != QuiverConf.Verify.OFF) {
            METRICS.forEach((key, name) -> metrics.put(key, SQLMetrics.createMetric(fragment.sparkContext(), name)));
        }
    }

    /**
     * Prepares verification; empty if the session asks for none, or if the fragment cannot be verified.
     *
     * @param operators of the fragment, root first
     * @param inputs those that come in partitions
     * @param partitionCounts of each of them
     */
    public static Optional<Verification> of(
            FragmentExec fragment,
            List<OperatorExec> operators,
            List<FragmentInputExec> inputs,
            List<Integer> partitionCounts,
            Supplier<RareMetrics> rare) {
        if (QuiverConf.verify() == QuiverConf.Verify.OFF || operators.isEmpty()) {
            return Optional.empty();
        }
        return new VerifiedFragment(fragment, operators, inputs, rare.get()).prepare(partitionCounts);
    }

    private Optional<Verification> prepare(List<Integer> partitionCounts) {
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            return notVerified(refusal.get(), partitionCounts);
        }
        SparkPlan stock;
        RDD<InternalRow> rows;
        try {
            stock = StockForm.replayed(fragment, input -> replay(input, partitionCounts));
            rows = stock.execute();
        } catch (Exception e) { // also checked ones, which Scala throws undeclared
            Verification.LOG.warn("The stock operators of a fragment cannot be set up", e);
            return notVerified("its stock operators cannot be set up", partitionCounts);
        }
        List<Verification.Input> described = new ArrayList<>();
        List<StructType> schemas = new ArrayList<>();
        for (FragmentInputExec input : inputs) {
            described.add(new Verification.Input(types(input), input.readsColumns()));
            schemas.add(schema(input));
        }
        FragmentText text = new FragmentText(
                stock.treeString(),
                schema(fragment),
                FragmentText.expressions(operators, Scala.list(fragment.output())),
                schemas);
        return Optional.of(new Verification(
                VerifySettings.ofSession(),
                rows,
                rows.partitions(),
                described,
                types(fragment),
                isInParts(),
                new Comparison(order(), picksRows()),
                text,
                new Verification.Found(
                        FoundDifferences.register(fragment.sparkContext()),
                        counter("partsVerified"),
                        counter("partsNotVerified"),
                        counter("differences"))));
    }

    private SparkPlan replay(FragmentInputExec input, List<Integer> partitionCounts) {
        int ordinal = -1;
        for (int i = 0; i < inputs.size(); i++) {
            ordinal = inputs.get(i) == input ? i : ordinal;
        }
        return ordinal < 0 ? input.child() : new ReplayExec(input, ordinal, partitionCounts.get(ordinal));
    }

    private Optional<Verification> notVerified(String why, List<Integer> partitionCounts) {
        Verification.LOG.info("A fragment is not verified, since {}:\n{}", why, fragment);
        rare.addOnDriver(
                metric("partsNotVerified"),
                partitionCounts.stream().mapToInt(Integer::intValue).max().orElse(0));
        return Optional.empty();
    }

    private RareMetrics.Counter counter(String key) {
        return rare.counter(metric(key));
    }

    private SQLMetric metric(String key) {
        boolean isShown = fragment.metrics().contains(key);
        // where verification was switched on after the plan was made
        return isShown ? fragment.longMetric(key) : SQLMetrics.createMetric(fragment.sparkContext(), METRICS.get(key));
    }

    private Optional<String> refusal() {
        if (inputs.stream().anyMatch(input -> InputFileUse.isAsked(input.child()))) {
            return Optional.of("it asks which file is being read at this moment");
        }
        for (OperatorExec operator : operators) {
            for (Expression expression : Scala.<Expression>list(operator.expressions())) {
                if (contains(expression, part -> part instanceof UserDefinedExpression && !part.deterministic())) {
                    return Optional.of("a function of the user's gives other values each time");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean contains(Expression expression, java.util.function.Predicate<Expression> what) {
        return what.test(expression)
                || Scala.<Expression>list(expression.children()).stream().anyMatch(child -> contains(child, what));
    }

    /** Whether each row of the single input is processed independently of the others. */
    private boolean isInParts() {
        return inputs.size() == 1
                && operators.stream()
                        .allMatch(operator -> isRowByRow(operator.effective())
                                && Scala.<Expression>list(operator.expressions()).stream()
                                        .allMatch(Expression::deterministic));
    }

    private static boolean isRowByRow(SparkPlan stock) {
        return stock instanceof FilterExec
                || stock instanceof ProjectExec
                || stock instanceof ExpandExec
                || stock instanceof BroadcastHashJoinExec
                || (stock instanceof GenerateExec generate
                        && (generate.generator() instanceof CollectionGenerator
                                || generate.generator() instanceof JsonTuple));
    }

    /** Whether a limit stands above an operator that returns rows in an order of its own. */
    private boolean picksRows() {
        return picksRows(fragment.child());
    }

    private static boolean picksRows(SparkPlan plan) {
        if (plan instanceof FragmentInputExec) {
            return false;
        }
        SparkPlan stock = ((OperatorExec) plan).effective();
        boolean isLimit = stock instanceof BaseLimitExec || stock instanceof TakeOrderedAndProjectExec;
        boolean picks = isLimit
                && (stock instanceof TakeOrderedAndProjectExec
                        || !Scala.list(plan.children()).stream().allMatch(VerifiedFragment::keepsOrder));
        return picks || Scala.list(plan.children()).stream().anyMatch(VerifiedFragment::picksRows);
    }

    private static boolean keepsOrder(SparkPlan plan) {
        if (plan instanceof FragmentInputExec) {
            return true;
        }
        SparkPlan stock = ((OperatorExec) plan).effective();
        boolean keeps = stock instanceof FilterExec
                || stock instanceof ProjectExec
                || stock instanceof SampleExec
                || stock instanceof ExpandExec
                || stock instanceof GenerateExec
                || stock instanceof BaseLimitExec;
        return keeps && Scala.list(plan.children()).stream().allMatch(VerifiedFragment::keepsOrder);
    }

    /** The order that the fragment promises, over its own columns. */
    private List<SortOrder> order() {
        List<SortOrder> bound = new ArrayList<>();
        for (SortOrder key : Scala.<SortOrder>list(fragment.outputOrdering())) {
            if (!key.references().subsetOf(fragment.outputSet())) {
                break;
            }
            bound.add((SortOrder) BindReferences.bindReference(
                    (Expression) key, package$.MODULE$.AttributeSeq(fragment.output()), false));
        }
        return bound;
    }

    private static DataType[] types(SparkPlan plan) {
        return SparkTypes.dataTypes(Scala.list(plan.output()));
    }

    private static StructType schema(SparkPlan plan) {
        List<StructField> fields = new ArrayList<>();
        for (Attribute attribute : Scala.<Attribute>list(plan.output())) {
            fields.add(new StructField(
                    attribute.name(),
                    attribute.dataType(),
                    attribute.nullable(),
                    org.apache.spark.sql.types.Metadata.empty()));
        }
        return new StructType(fields.toArray(new StructField[0]));
    }
}
