/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.column.nested;

import io.quiver.exec.expression.ForeignExpressions;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.spark.column.NestedLayout;
import io.quiver.spark.column.RowReader;
import io.quiver.spark.column.SparkTypes;
import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.LeafExpression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.TaggingExpression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractPartialFunction;

/**
 * Evaluates an expression with a function of {@link NestedCatalog} at its root, over the columns of batches. Its arguments are
 * columns, constants, further such expressions, and expressions that kernels evaluate. One task thread.
 */
public final class NestedAccess {
    /** Null if Spark's code must evaluate the batch. */
    @FunctionalInterface
    private interface Source {
        @Nullable
        Column of(Batch batch);
    }

    private final Source source;

    private NestedAccess(Source source) {
        this.source = source;
    }

    /** Empty for an expression that Spark's code evaluates. */
    public static Optional<NestedAccess> of(Expression expression, HostExpressions host) {
        Source source = expression.deterministic() ? call(expression, host) : null;
        return Optional.ofNullable(source).map(NestedAccess::new);
    }

    /**
     * The functions of an expression that are evaluated a column at a time, here or by kernels. Bodies of lambdas count if
     * kernels evaluate all of them. Empty for an expression that Spark's code evaluates.
     */
    public static List<Expression> functions(Expression expression) {
        HostExpressions never = expressions -> ForeignExpressions.NONE;
        List<Expression> functions = new ArrayList<>();
        if (of(expression, never).isPresent()) {
            addFunctions(expression, never, functions);
        }
        return functions;
    }

    private static void addFunctions(Expression expression, HostExpressions host, List<Expression> functions) {
        if (expression instanceof LambdaFunction
                && !ElementLambda.of(expression, host)
                        .map(ElementLambda::isOfKernels)
                        .orElse(false)) {
            return;
        }
        functions.add(expression);
        Scala.<Expression>list(expression.children()).forEach(child -> addFunctions(child, host, functions));
    }

    /** Evaluates the expression for each row; null if Spark's code must do so. */
    public @Nullable Column read(Batch batch) {
        return source.of(batch);
    }

    private static @Nullable Source call(Expression expression, HostExpressions host) {
        NestedCall call = NestedCatalog.call(expression, host);
        if (call == null) {
            return null;
        }
        List<Source> arguments = new ArrayList<>(call.arguments().size());
        for (Expression argument : call.arguments()) {
            Source source = source(argument, host);
            if (source == null) {
                return null;
            }
            arguments.add(source);
        }
        return batch -> of(call.function(), arguments, batch);
    }

    private static @Nullable Column of(NestedFunction function, List<Source> arguments, Batch batch) {
        Column[] columns = new Column[arguments.size()];
        for (int i = 0; i < columns.length; i++) {
            Column column = arguments.get(i).of(batch);
            if (column == null) {
                return null;
            }
            columns[i] = column;
        }
        return function.of(columns, batch.rowCount());
    }

    private static @Nullable Source source(Expression expression, HostExpressions host) {
        if (expression instanceof BoundReference reference) {
            return batch -> batch.column(reference.ordinal());
        }
        if (expression instanceof Literal literal) {
            return constant(literal);
        }
        if (expression instanceof TaggingExpression) {
            return source(Scala.<Expression>list(expression.children()).get(0), host);
        }
        Source call = call(expression, host);
        return call == null ? computed(expression, host) : call;
    }

    private static @Nullable Source constant(Literal literal) {
        ColumnType type = SparkTypes.columnType(literal.dataType());
        if (literal.value() == null) {
            return batch -> ConstantColumn.ofNull(type, batch.rowCount());
        }
        boolean isRaw = literal.value() instanceof Decimal decimal && decimal.scale() != type.scale();
        if (isRaw || !NestedCatalog.isPlain(literal.dataType()) && !NestedLayout.isOfParts(literal.dataType())) {
            return null;
        }
        GenericInternalRow row = new GenericInternalRow(new Object[] {literal.value()});
        Column one = new RowReader(new DataType[] {literal.dataType()})
                .readAll(List.of(row).iterator(), 1)
                .column(0);
        return batch -> new ConstantColumn(one, batch.rowCount());
    }

    /** Compiles an expression for kernels; if Spark's code computes a part, it computes the whole. */
    private static @Nullable Source computed(Expression expression, HostExpressions host) {
        if (!NestedCatalog.isPlain(expression.dataType())) {
            return null;
        }
        Columns columns = new Columns();
        if (!columns.areAll(expression)) {
            return null;
        }
        List<DataType> types = columns.references.values().stream()
                .map(BoundReference::dataType)
                .toList();
        Optional<ColumnProgram> program = ColumnProgram.of(expression.transform(columns), types, host);
        if (program.isEmpty() || !program.get().isOfKernels()) {
            return null;
        }
        int[] ordinals =
                columns.references.keySet().stream().mapToInt(Integer::intValue).toArray();
        return batch -> {
            List<Column> inputs = new ArrayList<>(ordinals.length);
            for (int ordinal : ordinals) {
                inputs.add(batch.column(ordinal));
            }
            return program.get().evaluate(inputs, batch.rowCount(), null);
        };
    }

    /** The columns that an expression reads, numbered 0, 1, and so on. */
    private static final class Columns extends AbstractPartialFunction<Expression, Expression> {
        final TreeMap<Integer, BoundReference> references = new TreeMap<>();

        /** Whether all leaves are columns and constants; collects the columns. */
        boolean areAll(Expression expression) {
            if (expression instanceof BoundReference reference) {
                references.put(reference.ordinal(), reference);
                return true;
            }
            return (!(expression instanceof LeafExpression) || expression instanceof Literal)
                    && Scala.<Expression>list(expression.children()).stream().allMatch(this::areAll);
        }

        @Override
        public boolean isDefinedAt(Expression node) {
            return node instanceof BoundReference;
        }

        @Override
        public Expression apply(Expression node) {
            BoundReference reference = (BoundReference) node;
            int ordinal = references.headMap(reference.ordinal()).size();
            return new BoundReference(ordinal, reference.dataType(), reference.nullable());
        }
    }
}
