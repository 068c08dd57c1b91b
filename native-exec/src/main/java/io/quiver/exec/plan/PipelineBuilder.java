/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.operator.BoundedOutput;
import io.quiver.exec.operator.GrowingBatches;
import io.quiver.exec.operator.InStepSource;
import io.quiver.exec.operator.MeteredOperator;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.operator.OperatorMetrics;
import io.quiver.exec.operator.PacedInput;
import io.quiver.exec.operator.aggregate.AggregateOperator;
import io.quiver.exec.operator.aggregate.FirstKeyMeasuresOperator;
import io.quiver.exec.operator.expand.ExpandOperator;
import io.quiver.exec.operator.filter.FilterOperator;
import io.quiver.exec.operator.generate.GenerateOperator;
import io.quiver.exec.operator.generate.ReplicateGeneration;
import io.quiver.exec.operator.generate.UnnestGeneration;
import io.quiver.exec.operator.host.ExecutionContext;
import io.quiver.exec.operator.host.HostMeter;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.HashJoinOperator;
import io.quiver.exec.operator.join.JoinBuildTable;
import io.quiver.exec.operator.limit.LimitOperator;
import io.quiver.exec.operator.project.ProjectOperator;
import io.quiver.exec.operator.sample.SampleOperator;
import io.quiver.exec.operator.scan.InputOperator;
import io.quiver.exec.operator.sort.GroupFirsts;
import io.quiver.exec.operator.sort.GroupFirstsOperator;
import io.quiver.exec.operator.sort.SortOperator;
import io.quiver.exec.operator.sort.TopNOperator;
import io.quiver.exec.operator.window.GroupLimitOperator;
import io.quiver.exec.operator.window.WindowOperator;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.ExpandNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.GenerateNode;
import io.quiver.exec.plan.PlanNode.GroupLimitNode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.LimitNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.SampleNode;
import io.quiver.exec.plan.PlanNode.SortNode;
import io.quiver.exec.plan.PlanNode.TableNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.plan.PlanNode.UnaryNode;
import io.quiver.exec.plan.PlanNode.WindowNode;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a plan into the operators of one task. The caller closes the operator that it returns, which closes its inputs. */
public final class PipelineBuilder {
    private final FunctionCatalog catalog;
    private final ExecutionContext context;
    private final ScanFilters scans;

    private PipelineBuilder(FunctionCatalog catalog, ExecutionContext context) {
        this.catalog = catalog;
        this.context = context;
        this.scans = new ScanFilters(
                context.inputs(), new ExpressionCompiler(catalog, context.foreign(), context.parameters()));
    }

    /**
     * Builds with the standard catalogue of functions.
     *
     * @throws ExecutionException PLAN_UNSUPPORTED or PLAN_INVALID where the plan cannot run
     */
    public static Operator build(PlanNode plan, ExecutionContext context) {
        return build(plan, FunctionCatalog.standard(), context);
    }

    /** Builds with the functions of {@code catalog}. */
    public static Operator build(PlanNode plan, FunctionCatalog catalog, ExecutionContext context) {
        return new PipelineBuilder(catalog, context).build(plan);
    }

    private MeteredOperator build(PlanNode node) {
        OperatorMetrics metrics =
                node.operatorId() < 0 ? OperatorMetrics.NONE : context.metrics().apply(node.operatorId());
        if (node instanceof InputNode inputNode) {
            return new MeteredOperator(new BoundedOutput(input(inputNode)), metrics, List.of());
        }
        Scope scope = scope(node);
        if (node instanceof JoinNode join) {
            return join(join, scope, metrics);
        }
        if (node instanceof TableNode) {
            throw new ExecutionException(ErrorCode.PLAN_INVALID, "a table that is not the build side of a join");
        }
        MeteredOperator input = build(((UnaryNode) node).input());
        try {
            Operator operator = operator(node, paced(node, input, scope), scope, metrics);
            // the rows that a filter or a limit hands on are no longer than those that come in
            boolean bounded = node instanceof FilterNode || node instanceof LimitNode;
            return new MeteredOperator(bounded ? operator : new BoundedOutput(operator), metrics, List.of(input));
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    /** A generator checks the length of its arguments itself. */
    private static Operator paced(PlanNode node, Operator input, Scope scope) {
        return node instanceof GenerateNode
                ? input
                : new PacedInput(input, scope.compiler().bytesMade());
    }

    /** The context and the compiler of one operator: work of the host's code counts for that operator. */
    private record Scope(ExecutionContext context, ExpressionCompiler compiler) {}

    private Scope scope(PlanNode node) {
        int owner = owner(node);
        OperatorMetrics metrics =
                owner < 0 ? OperatorMetrics.NONE : context.metrics().apply(owner);
        ExecutionContext metered = HostMeter.metered(context, metrics);
        return new Scope(
                metered, new ExpressionCompiler(catalog, metered.foreign(), metered.parameters(), metrics::declined));
    }

    /** The operator that a relation belongs to. A relation without a number is the upper part of the relation below it. */
    private static int owner(PlanNode node) {
        return node.operatorId() < 0 && node instanceof UnaryNode unary ? owner(unary.input()) : node.operatorId();
    }

    private MeteredOperator join(JoinNode node, Scope scope, OperatorMetrics metrics) {
        ExpressionCompiler compiler = scope.compiler();
        boolean buildsLeft = node.buildSide() == BuildSide.LEFT;
        Optional<JoinBuildTable> shared = sharedTable(buildsLeft ? node.left() : node.right());
        List<MeteredOperator> inputs = new ArrayList<>();
        try {
            HashJoinOperator operator;
            if (shared.isPresent()) {
                inputs.add(build(buildsLeft ? node.right() : node.left()));
                operator = new HashJoinOperator(
                        node.shape(),
                        paced(node, inputs.get(0), scope),
                        shared.get(),
                        compiler,
                        context.memory(),
                        metrics);
            } else {
                inputs.add(build(node.left()));
                inputs.add(build(node.right()));
                operator = new HashJoinOperator(
                        node.shape(),
                        paced(node, inputs.get(0), scope),
                        paced(node, inputs.get(1), scope),
                        compiler,
                        context.memory(),
                        metrics);
            }
            operator.ruleOutAt(scans.probeScan(node));
            if (context.inputs().stream().anyMatch(InStepSource.class::isInstance)) {
                operator.keepInStep();
            }
            return new MeteredOperator(new BoundedOutput(operator), metrics, inputs);
        } catch (RuntimeException e) {
            inputs.forEach(MeteredOperator::close);
            throw e;
        }
    }

    private Optional<JoinBuildTable> sharedTable(PlanNode build) {
        if (!(build instanceof TableNode node)) {
            return Optional.empty();
        }
        JoinBuildTable table = context.tables().table(node.ordinal());
        if (table == null) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID, "the plan asks for table %d, which is not there".formatted(node.ordinal()));
        }
        List<ColumnType> types = table.types();
        if (!types.equals(node.types())) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID,
                    "table %d has columns %s where the plan has %s".formatted(node.ordinal(), types, node.types()));
        }
        return Optional.of(table);
    }

    private Operator input(InputNode node) {
        if (node.ordinal() >= context.inputs().size()) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID,
                    "the plan asks for input %d of %d"
                            .formatted(node.ordinal(), context.inputs().size()));
        }
        return new InputOperator(scans.source(node), node.types());
    }

    private Operator operator(PlanNode node, Operator input, Scope scope, OperatorMetrics metrics) {
        ExpressionCompiler compiler = scope.compiler();
        if (node instanceof FilterNode filter) {
            List<Expression> conjuncts = scans.withoutPushed(filter);
            return conjuncts.isEmpty()
                    ? input
                    : new FilterOperator(forHost(node, input, conjuncts), compiler.compileAll(conjuncts));
        }
        if (node instanceof ProjectNode project) {
            List<Expression> columns = project.expressions();
            return new ProjectOperator(forHost(node, input, columns), compiler.compileBounded(columns));
        }
        if (node instanceof LimitNode limit) {
            return new LimitOperator(input, limit.offset(), limit.count());
        }
        if (node instanceof AggregateNode aggregate) {
            return aggregation(aggregate, input, scope, metrics);
        }
        if (node instanceof ExpandNode expand) {
            return new ExpandOperator(input, expand.projections(), compiler);
        }
        if (node instanceof SortNode sort) {
            return sort(sort, input, compiler, metrics);
        }
        if (node instanceof GenerateNode generate) {
            return generate(generate, input, scope);
        }
        if (node instanceof SampleNode sample) {
            return new SampleOperator(
                    input,
                    context.host()
                            .sampler(
                                    sample.lowerBound(), sample.upperBound(), sample.withReplacement(), sample.seed()));
        }
        if (node instanceof WindowNode window) {
            return new WindowOperator(
                    input,
                    window.input().types(),
                    window.partitionKeys(),
                    window.orderKeys(),
                    window.calls(),
                    compiler,
                    scope.context(),
                    metrics);
        }
        if (node instanceof GroupLimitNode groupLimit) {
            if (groupLimit.isLeftToInput()) {
                return input;
            }
            return new GroupLimitOperator(
                    input,
                    groupLimit.types(),
                    groupLimit.partitionKeys(),
                    groupLimit.orderKeys(),
                    groupLimit.function(),
                    groupLimit.limit(),
                    compiler);
        }
        return topN((TopNNode) node, input, compiler, metrics);
    }

    /**
     * The input of an operator. Where the host's code computes on each row, a consumer that wants few rows must not pay for
     * many. A projection without a number is no operator of a plan and keeps its batches: the host puts its columns beside the
     * input columns.
     */
    private static Operator forHost(PlanNode node, Operator input, List<Expression> expressions) {
        boolean grows = owner(node) >= 0 && expressions.stream().anyMatch(PipelineBuilder::callsHost);
        return grows ? new GrowingBatches(input) : input;
    }

    private static boolean callsHost(Expression expression) {
        return expression instanceof Expression.Foreign
                || expression.children().stream().anyMatch(PipelineBuilder::callsHost);
    }

    private static Operator generate(GenerateNode node, Operator input, Scope scope) {
        ExecutionContext context = scope.context();
        ExpressionCompiler compiler = scope.compiler();
        if (node.generator() instanceof Generator.Unnest unnest) {
            return new GenerateOperator(
                    input,
                    new UnnestGeneration(
                            context.host().collections(unnest.ordinal()),
                            unnest.outer(),
                            !node.required().isEmpty()),
                    compiler.compileBounded(List.of(unnest.collection())),
                    node.required());
        }
        if (node.generator() instanceof Generator.Replicate replicate) {
            return new GenerateOperator(
                    input, new ReplicateGeneration(), compiler.compileAll(replicate.countAndValues()), node.required());
        }
        Generator.Foreign foreign = (Generator.Foreign) node.generator();
        return new GenerateOperator(
                input, context.host().generation(foreign.ordinal(), foreign.outer()), null, node.required());
    }

    private Operator sort(SortNode node, Operator input, ExpressionCompiler compiler, OperatorMetrics metrics) {
        GroupFirsts firsts = node.firsts().orElse(null);
        if (firsts != null && node.mayPassRows()) {
            return new GroupFirstsOperator(
                    input, node.types(), node.keys(), firsts, compiler, context.memory(), metrics);
        }
        return new SortOperator(
                input, node.types(), node.keys(), node.rangesOfTurns(), firsts, compiler, context.memory(), metrics);
    }

    private Operator topN(TopNNode node, Operator input, ExpressionCompiler compiler, OperatorMetrics metrics) {
        long offset = node.offset();
        long count = node.count();
        if (offset > TopNOperator.MAX_ROWS || count > TopNOperator.MAX_ROWS - offset) {
            Operator sorted =
                    new SortOperator(input, node.types(), node.keys(), 0, null, compiler, context.memory(), metrics);
            return new LimitOperator(sorted, offset, count);
        }
        TopNOperator operator =
                new TopNOperator(input, node.types(), node.keys(), offset, count, compiler, context.memory(), metrics);
        operator.ruleOutAt(scans.scanOf(node));
        if (node.operatorId() >= 0 && scans.isOfScanAlone(node)) {
            operator.shareBound(context.tables().bound(node.operatorId()));
        }
        return operator;
    }

    private Operator aggregation(AggregateNode node, Operator input, Scope scope, OperatorMetrics metrics) {
        if (FirstKeyMeasuresOperator.suits(node.keys(), node.firstKeyCount(), node.measures(), node.ungrouped())) {
            return new FirstKeyMeasuresOperator(
                    input,
                    node.keys(),
                    node.firstKeyCount(),
                    node.measures(),
                    node.nullKeysLast(),
                    node.ungrouped(),
                    scope.compiler(),
                    scope.context(),
                    metrics);
        }
        AggregateOperator groups = new AggregateOperator(
                input,
                node.keys(),
                node.measures(),
                node.globalRow(),
                node.nullKeysLast(),
                node.ungrouped(),
                scope.compiler(),
                scope.context(),
                metrics);
        scans.runs(node, groups);
        return groups;
    }
}
