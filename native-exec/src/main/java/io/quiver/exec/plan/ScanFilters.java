/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.FilterableSource;
import io.quiver.exec.operator.ScanColumns;
import io.quiver.exec.operator.aggregate.AggregateOperator;
import io.quiver.exec.operator.filter.ConjunctFilter;
import io.quiver.exec.operator.join.JoinShape;
import io.quiver.exec.operator.scan.CoalescedSource;
import io.quiver.exec.operator.sort.SortKey;
import io.quiver.exec.plan.PlanNode.AggregateNode;
import io.quiver.exec.plan.PlanNode.FilterNode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.plan.PlanNode.TopNNode;
import io.quiver.exec.plan.PlanNode.UnaryNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Pushes a plan's filters, joins and top-ns into its sources, which then leave out rows. They leave out only rows without a
 * trace: no expression that may fail stands between the source and the operator that drops them, so no error is lost.
 */
final class ScanFilters {
    private final List<BatchSource> sources;
    private final ExpressionCompiler compiler;
    private final Map<AggregateNode, AggregateOperator> aggregates = new IdentityHashMap<>();

    ScanFilters(List<BatchSource> sources, ExpressionCompiler compiler) {
        this.sources = sources;
        this.compiler = compiler;
    }

    /** Registers the operator of an aggregation, which can leave out groups by their measures before they have keys. */
    void runs(AggregateNode node, AggregateOperator operator) {
        aggregates.put(node, operator);
    }

    /** The source of an input. Its batches are full even where rows are left out. */
    BatchSource source(InputNode input) {
        BatchSource source = sources.get(input.ordinal());
        return source instanceof FilterableSource ? new CoalescedSource(source, input.types()) : source;
    }

    /**
     * Pushes the conjuncts before the first that may fail to the source, where the filter stands right above one or picks columns
     * of one, and returns
     * the conjuncts that are left to evaluate. An aggregation takes conjuncts over measures.
     */
    List<Expression> withoutPushed(FilterNode filter) {
        List<Expression> conjuncts = conjuncts(filter.predicate());
        PlanNode input = withoutPick(filter.input());
        FilterableSource source = filterableInput(input);
        if (source == null) {
            return conjuncts;
        }
        int firstColumn =
                input instanceof AggregateNode aggregate ? aggregate.keys().size() : 0;
        int pushed = 0;
        Map<SortedSet<Integer>, List<Expression>> byColumns = new LinkedHashMap<>();
        for (Expression conjunct : conjuncts) {
            SortedSet<Integer> columns = columns(conjunct);
            if (compiler.mayFail(conjunct) || columns.isEmpty() || columns.first() < firstColumn) {
                break;
            }
            byColumns.computeIfAbsent(columns, none -> new ArrayList<>()).add(conjunct);
            pushed++;
        }
        byColumns.forEach((columns, together) -> {
            List<Integer> order = new ArrayList<>(columns);
            source.filterWith(new ConjunctFilter(
                    order.stream()
                            .mapToInt(column -> picked(filter.input(), column))
                            .toArray(),
                    compiler.compileAll(together.stream()
                            .map(conjunct -> relocated(conjunct, order))
                            .toList())));
        });
        return conjuncts.subList(pushed, conjuncts.size());
    }

    /** The source of a join's probe keys, if they are columns there and rows without a match leave no trace; else null. */
    @Nullable
    ScanColumns probeScan(JoinNode join) {
        JoinShape shape = join.shape();
        List<Expression> keys = shape.probeIsLeft() ? shape.leftKeys() : shape.rightKeys();
        if (!shape.dropsUnmatchedProbeRows() || keys.isEmpty()) {
            return null;
        }
        return below(shape.probeIsLeft() ? join.left() : join.right(), keys);
    }

    /**
     * The source and columns of a top-n's keys, if the keys are columns there and rows that are not among the first leave no
     * trace; else null. Groups are also left out by the leading keys that are measures.
     */
    @Nullable
    ScanColumns scanOf(TopNNode topN) {
        List<Expression> keys = topN.keys().stream().map(SortKey::expression).toList();
        ScanColumns whole = below(topN.input(), keys);
        if (whole != null || keys.stream().anyMatch(compiler::mayFail)) {
            return whole;
        }
        for (int count = keys.size() - 1; count > 0; count--) {
            ScanColumns first = below(topN.input(), keys.subList(0, count));
            if (first != null && first.source() instanceof AggregateOperator) {
                return first;
            }
        }
        return null;
    }

    /**
     * Whether the rows of a top-n come from a source through filters and projections of kernels alone, so that whoever reads
     * the source again gets the same rows.
     */
    boolean isOfScanAlone(TopNNode topN) {
        PlanNode node = topN.input();
        while (node instanceof FilterNode || node instanceof ProjectNode) {
            node = ((UnaryNode) node).input();
        }
        return node instanceof InputNode && scanOf(topN) != null;
    }

    private @Nullable ScanColumns below(PlanNode node, List<Expression> keys) {
        int[] ordinals = new int[keys.size()];
        for (int k = 0; k < ordinals.length; k++) {
            if (!(keys.get(k) instanceof FieldReference field)) {
                return null;
            }
            ordinals[k] = field.ordinal();
        }
        return below(node, ordinals);
    }

    private @Nullable ScanColumns below(PlanNode node, int[] ordinals) {
        if (node instanceof InputNode input) {
            FilterableSource source = filterable(input);
            return source == null ? null : new ScanColumns(source, ordinals);
        }
        if (node instanceof AggregateNode aggregate) {
            boolean areMeasures = Arrays.stream(ordinals)
                    .allMatch(ordinal -> ordinal >= aggregate.keys().size());
            FilterableSource source = areMeasures ? filterable(aggregate) : null;
            return source == null ? null : new ScanColumns(source, ordinals);
        }
        if (node instanceof FilterNode filter) {
            return compiler.mayFail(filter.predicate()) ? null : below(filter.input(), ordinals);
        }
        if (node instanceof ProjectNode project) {
            return belowProject(project, ordinals);
        }
        return node instanceof JoinNode join ? belowJoin(join, ordinals) : null;
    }

    private @Nullable ScanColumns belowProject(ProjectNode project, int[] ordinals) {
        int[] below = new int[ordinals.length];
        for (int k = 0; k < below.length; k++) {
            if (!(project.expressions().get(ordinals[k]) instanceof FieldReference field)) {
                return null;
            }
            below[k] = field.ordinal();
        }
        boolean mayFail = project.expressions().stream().anyMatch(compiler::mayFail);
        return mayFail ? null : below(project.input(), below);
    }

    private @Nullable ScanColumns belowJoin(JoinNode join, int[] ordinals) {
        JoinShape shape = join.shape();
        boolean mayFail = shape.condition().stream().anyMatch(compiler::mayFail)
                || shape.leftKeys().stream().anyMatch(compiler::mayFail)
                || shape.rightKeys().stream().anyMatch(compiler::mayFail);
        if (mayFail || !shape.probeRowsAreIndependent()) {
            return null;
        }
        int first = shape.probeIsLeft() || shape.type().isLeftOnly()
                ? 0
                : shape.leftTypes().size();
        int width = (shape.probeIsLeft() ? shape.leftTypes() : shape.rightTypes()).size();
        int[] below = new int[ordinals.length];
        for (int k = 0; k < below.length; k++) {
            below[k] = ordinals[k] - first;
            if (below[k] < 0 || below[k] >= width) {
                return null;
            }
        }
        return below(shape.probeIsLeft() ? join.left() : join.right(), below);
    }

    /** The input of a projection that does nothing but pick columns of an input; any other node itself. */
    private static PlanNode withoutPick(PlanNode node) {
        return node instanceof ProjectNode project
                        && project.input() instanceof InputNode
                        && project.expressions().stream().allMatch(FieldReference.class::isInstance)
                ? project.input()
                : node;
    }

    /** The column's ordinal in {@link #withoutPick}. */
    private static int picked(PlanNode node, int column) {
        return withoutPick(node) == node
                ? column
                : ((FieldReference) ((ProjectNode) node).expressions().get(column)).ordinal();
    }

    private @Nullable FilterableSource filterableInput(PlanNode input) {
        if (input instanceof AggregateNode aggregate) {
            return filterable(aggregate);
        }
        return input instanceof InputNode source ? filterable(source) : null;
    }

    private @Nullable FilterableSource filterable(AggregateNode aggregate) {
        boolean putsOutStates = aggregate.measures().stream()
                .anyMatch(measure -> measure.phase().writesState());
        return putsOutStates ? null : aggregates.get(aggregate);
    }

    private @Nullable FilterableSource filterable(InputNode input) {
        return input.ordinal() < sources.size() && sources.get(input.ordinal()) instanceof FilterableSource source
                ? source
                : null;
    }

    private static List<Expression> conjuncts(Expression predicate) {
        List<Expression> conjuncts = new ArrayList<>();
        collectConjuncts(predicate, conjuncts);
        return conjuncts;
    }

    private static void collectConjuncts(Expression predicate, List<Expression> conjuncts) {
        if (predicate instanceof Call call && call.function().equals("and")) {
            call.arguments().forEach(argument -> collectConjuncts(argument, conjuncts));
        } else {
            conjuncts.add(predicate);
        }
    }

    private static SortedSet<Integer> columns(Expression expression) {
        SortedSet<Integer> columns = new TreeSet<>();
        collectColumns(expression, columns);
        return columns;
    }

    private static void collectColumns(Expression expression, SortedSet<Integer> columns) {
        if (expression instanceof FieldReference field) {
            columns.add(field.ordinal());
        }
        expression.children().forEach(child -> collectColumns(child, columns));
    }

    /** The expression over the columns {@code order} alone. It contains nothing of the host's. */
    private static Expression relocated(Expression expression, List<Integer> order) {
        if (expression instanceof FieldReference field) {
            return new FieldReference(order.indexOf(field.ordinal()), field.type());
        }
        return expression.withChildren(relocated(expression.children(), order));
    }

    private static List<Expression> relocated(List<Expression> expressions, List<Integer> order) {
        return expressions.stream()
                .map(expression -> relocated(expression, order))
                .toList();
    }
}
