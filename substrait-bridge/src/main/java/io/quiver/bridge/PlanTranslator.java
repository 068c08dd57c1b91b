/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.expression.FragmentContents;
import io.quiver.bridge.relation.ExpandTranslator;
import io.quiver.bridge.relation.FilterTranslator;
import io.quiver.bridge.relation.GenerateTranslator;
import io.quiver.bridge.relation.GlobalLimitTranslator;
import io.quiver.bridge.relation.LocalLimitTranslator;
import io.quiver.bridge.relation.ProjectTranslator;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationExtensions;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.relation.RelationTranslator;
import io.quiver.bridge.relation.SampleTranslator;
import io.quiver.bridge.relation.SortTranslator;
import io.quiver.bridge.relation.TakeOrderedTranslator;
import io.quiver.bridge.relation.UngroupedInput;
import io.quiver.bridge.relation.aggregate.AggregateTranslator;
import io.quiver.bridge.relation.aggregate.AnyOrder;
import io.quiver.bridge.relation.join.JoinTranslator;
import io.quiver.bridge.relation.window.WindowGroupLimitTranslator;
import io.quiver.bridge.relation.window.WindowTranslator;
import io.quiver.bridge.support.Capabilities;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.support.Verdict;
import io.quiver.bridge.type.TypeTranslator;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.substrait.extension.SimpleExtension.ExtensionCollection;
import io.substrait.plan.Plan;
import io.substrait.plan.PlanProtoConverter;
import io.substrait.relation.NamedScan;
import io.substrait.relation.Rel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.ExpandExec;
import org.apache.spark.sql.execution.FilterExec;
import org.apache.spark.sql.execution.GenerateExec;
import org.apache.spark.sql.execution.GlobalLimitExec;
import org.apache.spark.sql.execution.LocalLimitExec;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SampleExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.TakeOrderedAndProjectExec;
import org.apache.spark.sql.execution.aggregate.HashAggregateExec;
import org.apache.spark.sql.execution.aggregate.ObjectHashAggregateExec;
import org.apache.spark.sql.execution.aggregate.SortAggregateExec;
import org.apache.spark.sql.execution.joins.BroadcastHashJoinExec;
import org.apache.spark.sql.execution.joins.BroadcastNestedLoopJoinExec;
import org.apache.spark.sql.execution.joins.CartesianProductExec;
import org.apache.spark.sql.execution.joins.ShuffledHashJoinExec;
import org.apache.spark.sql.execution.joins.SortMergeJoinExec;
import org.apache.spark.sql.execution.window.WindowExec;
import org.apache.spark.sql.execution.window.WindowGroupLimitExec;

/**
 * Translates Spark's physical operators to Substrait plans in Quiver's dialect (docs/substrait-dialect.md). Immutable; used by
 * all threads of the driver.
 */
public final class PlanTranslator {

    /** The first name of the table that stands for an input of a fragment; the second is its ordinal. */
    private static final String INPUT = "$input";

    /** The first name of the table that stands for an existing build table of a join. */
    private static final String TABLE = "$table";

    private static final ExtensionCollection NO_CATALOG =
            ExtensionCollection.builder().build();
    private static final Map<Class<?>, RelationTranslator<?>> TRANSLATORS = new HashMap<>();

    static {
        add(FilterExec.class, new FilterTranslator());
        add(ProjectExec.class, new ProjectTranslator());
        add(HashAggregateExec.class, new AggregateTranslator<>());
        add(ObjectHashAggregateExec.class, new AggregateTranslator<>());
        add(SortAggregateExec.class, new AggregateTranslator<>());
        add(SortExec.class, new SortTranslator());
        add(LocalLimitExec.class, new LocalLimitTranslator());
        add(GlobalLimitExec.class, new GlobalLimitTranslator());
        add(TakeOrderedAndProjectExec.class, new TakeOrderedTranslator());
        add(ExpandExec.class, new ExpandTranslator());
        add(GenerateExec.class, new GenerateTranslator());
        add(SampleExec.class, new SampleTranslator());
        add(WindowExec.class, new WindowTranslator());
        add(WindowGroupLimitExec.class, new WindowGroupLimitTranslator());
        add(BroadcastHashJoinExec.class, JoinTranslator.broadcastHash());
        add(ShuffledHashJoinExec.class, JoinTranslator.shuffledHash());
        add(SortMergeJoinExec.class, JoinTranslator.sortMerge());
        add(BroadcastNestedLoopJoinExec.class, JoinTranslator.broadcastNestedLoop());
        add(CartesianProductExec.class, JoinTranslator.cartesianProduct());
    }

    private final Capabilities capabilities;

    public PlanTranslator(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    private static <P extends SparkPlan> void add(Class<P> type, RelationTranslator<P> translator) {
        TRANSLATORS.put(type, translator);
    }

    /** The executor's capabilities that this translator uses. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** Whether operators of this class are translated at all; each one has its {@link #verdict}. */
    public boolean translates(Class<?> operator) {
        return TRANSLATORS.containsKey(operator);
    }

    /** Whether the executor can run this operator. Of its children, only the output is considered. */
    public Verdict verdict(SparkPlan stock) {
        FragmentContents contents = new FragmentContents();
        try {
            List<RelationInput> inputs = new ArrayList<>();
            for (SparkPlan child : Scala.<SparkPlan>list(stock.children())) {
                inputs.add(read(INPUT, inputs.size(), Scala.<Attribute>list(child.output())));
            }
            translateOperator(stock, inputs, new RelationContext(capabilities, contents, 0, UngroupedInput.NONE, true));
        } catch (Untranslatable reason) {
            return reason.verdict();
        }
        return new Verdict.Supported(contents.vectorisedCount(), contents.foreignCount(), contents.functions());
    }

    /** Whether an expression over these columns may raise an error; true if that is unknown. */
    public boolean mayFail(Expression expression, List<Attribute> input) {
        try {
            return new ExpressionTranslator(capabilities, new FragmentContents(), input).mayFail(expression);
        } catch (Untranslatable unknown) {
            return true;
        }
    }

    /**
     * Translates a fragment whose operators all have a supporting {@link #verdict}.
     *
     * @throws Untranslatable if an operator does not have one
     */
    public TranslatedFragment translate(FragmentNode root) {
        return translate(root, UngroupedInput.NONE, true);
    }

    /**
     * Translates a fragment, as above.
     *
     * @param ungrouped which rows its aggregations may return as groups of their own
     * @param countsOnOrder whether the consumer of the fragment's rows relies on their order; false for a shuffle by hash, which the states
     *     of groups cross in any order, and other rows in theirs
     */
    public TranslatedFragment translate(FragmentNode root, UngroupedInput ungrouped, boolean countsOnOrder) {
        FragmentContents contents = new FragmentContents();
        return fragment(
                translate(root, contents, ungrouped, countsOnOrder || !isSortedAggregation(root)),
                TypeTranslator.names(root.output()),
                contents);
    }

    /**
     * Translates a fragment of one input that computes one column per expression, such as the partition ids of an exchange.
     *
     * @throws Untranslatable if an expression cannot be evaluated
     */
    public TranslatedFragment translateProjection(List<Attribute> input, List<? extends Expression> expressions) {
        FragmentContents contents = new FragmentContents();
        Rel scan = read(INPUT, 0, input).rel();
        List<io.substrait.expression.Expression> columns =
                new ExpressionTranslator(capabilities, contents, input).translateAll(expressions);
        List<String> names = new ArrayList<>();
        expressions.forEach(expression -> TypeTranslator.addNames("column", expression.dataType(), names));
        return fragment(RelationContext.project(scan, columns), names, contents);
    }

    /**
     * Translates the fragment that computes the build table for {@link FragmentNode.TableNode}; its one input is the rows of a
     * join's build side.
     *
     * @param keys the join's keys on that side
     * @throws Untranslatable if a key cannot be evaluated
     */
    public BuildSideFragment translateBuildSide(List<Attribute> output, List<? extends Expression> keys) {
        FragmentContents contents = new FragmentContents();
        Rel scan = read(INPUT, 0, output).rel();
        ExpressionTranslator expressions = new ExpressionTranslator(capabilities, contents, output);
        List<io.substrait.expression.Expression> columns = new ArrayList<>(expressions.translateAll(output));
        List<String> names = TypeTranslator.names(output);
        List<Integer> keyColumns = new ArrayList<>();
        for (Expression key : keys) {
            Expression identity = ComparableKeys.identity(key);
            io.substrait.expression.Expression column = expressions.translate(identity);
            int existing = columns.indexOf(column);
            keyColumns.add(existing < 0 ? columns.size() : existing);
            if (existing < 0) {
                columns.add(column);
                TypeTranslator.addNames("key", identity.dataType(), names);
            }
        }
        return new BuildSideFragment(
                fragment(RelationContext.project(scan, columns), names, contents), output.size(), keyColumns);
    }

    private static boolean isSortedAggregation(FragmentNode root) {
        return root instanceof FragmentNode.OperatorNode operator && operator.stock() instanceof SortAggregateExec;
    }

    private Rel translate(
            FragmentNode node, FragmentContents contents, UngroupedInput ungrouped, boolean countsOnOrder) {
        if (node instanceof FragmentNode.InputNode input) {
            return read(INPUT, input.ordinal(), input.output()).rel();
        }
        if (node instanceof FragmentNode.TableNode table) {
            return read(TABLE, table.ordinal(), table.output()).rel();
        }
        FragmentNode.OperatorNode operator = (FragmentNode.OperatorNode) node;
        boolean takesAnyOrder = AnyOrder.isTakenBy(operator.stock(), capabilities);
        List<RelationInput> inputs = new ArrayList<>();
        for (FragmentNode child : operator.children()) {
            inputs.add(new RelationInput(translate(child, contents, ungrouped, !takesAnyOrder), child.output()));
        }
        return translateOperator(
                operator.stock(),
                inputs,
                new RelationContext(capabilities, contents, operator.id(), ungrouped, countsOnOrder));
    }

    private static <P extends SparkPlan> Rel translateOperator(
            P stock, List<RelationInput> inputs, RelationContext context) {
        @SuppressWarnings("unchecked") // the table's keys are the classes of its translators
        RelationTranslator<P> translator = (RelationTranslator<P>) TRANSLATORS.get(stock.getClass());
        if (translator == null) {
            throw new Untranslatable(Reason.OPERATOR, stock.nodeName());
        }
        if (SparkApi.get().isOfNewForm(stock)) {
            throw new Untranslatable(Reason.OPERATOR_FORM, "a form of this version of Spark");
        }
        Rel rel = translator.translate(stock, inputs, context);
        TypeTranslator.translate(Scala.<Attribute>list(stock.output()));
        return rel;
    }

    private static RelationInput read(String kind, int ordinal, List<Attribute> output) {
        Rel scan = NamedScan.builder()
                .addNames(kind, Integer.toString(ordinal))
                .initialSchema(TypeTranslator.translate(output))
                .build();
        return new RelationInput(scan, output);
    }

    private static TranslatedFragment fragment(Rel rel, List<String> names, FragmentContents contents) {
        Plan plan = Plan.builder()
                .version(Plan.Version.builder()
                        .from(Plan.Version.DEFAULT_VERSION)
                        .producer("quiver")
                        .build())
                .addRoots(Plan.Root.builder().input(rel).addAllNames(names).build())
                .build();
        return new TranslatedFragment(
                new PlanProtoConverter(NO_CATALOG, new RelationExtensions())
                        .toProto(plan)
                        .toByteArray(),
                contents.foreign(),
                contents.foreignAggregates(),
                contents.foreignWindows(),
                contents.parameters());
    }
}
