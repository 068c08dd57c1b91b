/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.bridge.PlanTranslator;
import io.quiver.bridge.TranslatedFragment;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.exec.error.Declined;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.function.catalog.FunctionCatalog;
import io.quiver.exec.plan.CompiledPlan;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.spark.capability.ExecutorCapabilities;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates an expression over columns that are not an operator's input, such as the elements of arrays. Kernels evaluate what
 * they cover, Spark's generated code the rest. One task thread.
 */
final class ColumnProgram {
    private static final PlanTranslator TRANSLATOR = new PlanTranslator(new ExecutorCapabilities());

    private final Evaluator evaluator;
    private final boolean isOfKernels;

    private ColumnProgram(Evaluator evaluator, boolean isOfKernels) {
        this.evaluator = evaluator;
        this.isOfKernels = isOfKernels;
    }

    /** Compiles an expression whose bound references are columns of these types; empty if it cannot be evaluated by itself. */
    static Optional<ColumnProgram> of(Expression bound, List<DataType> columns, HostExpressions host) {
        TranslatedFragment fragment;
        try {
            fragment = TRANSLATOR.translateProjection(attributes(columns), List.of(bound));
        } catch (Untranslatable unknown) {
            return Optional.empty();
        }
        if (!fragment.parameters().isEmpty()
                || !(CompiledPlan.of(fragment.plan()).root() instanceof PlanNode.ProjectNode project)) {
            return Optional.empty();
        }
        io.quiver.exec.expression.Expression expression = project.expressions().get(0);
        Evaluator evaluator = new ExpressionCompiler(FunctionCatalog.standard(), host.of(fragment.foreign()), List.of())
                .compileBounded(List.of(expression))
                .get(0);
        return Optional.of(new ColumnProgram(evaluator, !hasForeign(expression)));
    }

    private static List<Attribute> attributes(List<DataType> types) {
        List<Attribute> attributes = new ArrayList<>(types.size());
        for (DataType type : types) {
            attributes.add(new AttributeReference(
                    "column",
                    type,
                    true,
                    Metadata.empty(),
                    NamedExpression$.MODULE$.newExprId(),
                    Scala.seq(List.of())));
        }
        return attributes;
    }

    private static boolean hasForeign(io.quiver.exec.expression.Expression expression) {
        return expression instanceof io.quiver.exec.expression.Expression.Foreign
                || expression.children().stream().anyMatch(ColumnProgram::hasForeign);
    }

    /** Whether kernels evaluate all of it, except rows that they decline. */
    boolean isOfKernels() {
        return isOfKernels;
    }

    /**
     * Evaluates the expression. Values are unspecified at rows not set in {@code active}; null if a row that is set fails.
     *
     * @throws io.quiver.exec.error.TooManyBytes if the values get too long
     */
    @Nullable
    Column evaluate(List<Column> columns, int rowCount, long @Nullable [] active) {
        try {
            return evaluator.evaluate(new Batch(columns, rowCount), active);
        } catch (Declined | RowFailure notHere) {
            return null;
        }
    }
}
