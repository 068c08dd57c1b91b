/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Describes a difference in words.
 *
 * @param plan the fragment's stock operators
 * @param output its columns
 * @param expressions the expression of each column, as far as the fragment knows it
 * @param inputs the columns of its inputs
 */
public record FragmentText(String plan, StructType output, List<String> expressions, List<StructType> inputs)
        implements Serializable {
    private static final int MAX_ROWS = 10;

    public static List<String> expressions(List<? extends SparkPlan> operators, List<Attribute> output) {
        List<String> expressions = new ArrayList<>();
        for (Attribute column : output) {
            expressions.add(definition(operators, column, 0).orElse(column.toString()));
        }
        return expressions;
    }

    /** The column's expression in the uppermost operator that computes it. */
    private static Optional<String> definition(List<? extends SparkPlan> operators, Attribute column, int depth) {
        for (SparkPlan operator : operators) {
            for (Expression expression : Scala.<Expression>list(operator.expressions())) {
                Optional<Expression> found = find(expression, column);
                if (found.isEmpty()) {
                    continue;
                }
                return found.get() instanceof Attribute renamed && depth < operators.size()
                        ? definition(operators, renamed, depth + 1).or(() -> Optional.of(renamed.toString()))
                        : found.map(Expression::toString);
            }
        }
        return Optional.empty();
    }

    private static Optional<Expression> find(Expression expression, Attribute column) {
        if (expression instanceof Alias alias && alias.exprId().equals(column.exprId())) {
            return Optional.of(alias.child());
        }
        if (expression instanceof AggregateExpression aggregate
                && aggregate.resultAttribute().exprId().equals(column.exprId())) {
            return Optional.of(aggregate);
        }
        return Scala.<Expression>list(expression.children()).stream()
                .flatMap(child -> find(child, column).stream())
                .findFirst();
    }

    String describe(
            Comparison.Difference difference, Comparison.Difference smallest, List<KeptRows> input, int partition) {
        StringJoiner text = new StringJoiner("\n");
        text.add("Quiver and stock Spark differ over the same input (spark.quiver.verify), partition %d: %s"
                .formatted(partition, difference.what()));
        text.add("Plan:").add(plan.stripTrailing());
        List<String> columns = differing(smallest);
        if (!columns.isEmpty()) {
            text.add("Columns that differ:");
            columns.forEach(text::add);
        }
        text.add("The smallest input found that shows it:");
        for (int i = 0; i < input.size(); i++) {
            text.add("input %d, %d rows (%s):"
                    .formatted(i, input.get(i).rowCount(), inputs.get(i).toDDL()));
            addRows(input.get(i).unsafeRows(), inputs.get(i), text);
        }
        if (smallest.onlyStock().isEmpty() && smallest.onlyQuiver().isEmpty()) {
            text.add(smallest.what());
            return text.toString();
        }
        text.add("Only stock Spark has, of %s:".formatted(output.toDDL()));
        addRows(smallest.onlyStock(), output, text);
        text.add("Only Quiver has:");
        addRows(smallest.onlyQuiver(), output, text);
        return text.toString();
    }

    private List<String> differing(Comparison.Difference smallest) {
        List<String> columns = new ArrayList<>();
        if (smallest.onlyStock().size() != 1
                || smallest.onlyQuiver().size() != 1
                || smallest.onlyStock().get(0).numFields() != output.size()) {
            return columns;
        }
        for (int i = 0; i < output.size(); i++) {
            StructField field = output.fields()[i];
            String stock = String.valueOf(smallest.onlyStock().get(0).get(i, field.dataType()));
            String quiver = String.valueOf(smallest.onlyQuiver().get(0).get(i, field.dataType()));
            if (!stock.equals(quiver)) {
                columns.add("  %s = %s".formatted(field.name(), expressions.get(i)));
            }
        }
        return columns;
    }

    private static void addRows(List<UnsafeRow> rows, StructType schema, StringJoiner text) {
        rows.stream().limit(MAX_ROWS).forEach(row -> text.add("  " + text(row, schema)));
        if (rows.size() > MAX_ROWS) {
            text.add(String.format(Locale.ROOT, "  ... and %d more", rows.size() - MAX_ROWS));
        }
    }

    private static String text(UnsafeRow row, StructType schema) {
        try {
            return String.valueOf(CatalystTypeConverters.convertToScala(row, schema));
        } catch (RuntimeException notConvertible) { // keys of an order alone, or a type that Spark has no value of
            return row.toString();
        }
    }
}
