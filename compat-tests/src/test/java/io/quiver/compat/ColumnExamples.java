/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedInlineTable;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.types.CalendarIntervalType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NullType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Turns queries over literals into queries over columns, which Spark's optimizer does not evaluate itself: each literal becomes a
 * column of a Parquet table wherever the analyser accepts a column, and each inline table becomes a Parquet table.
 */
final class ColumnExamples {
    /** The rows of the table of literals: a value, a null, and the value again. */
    private static final String WITH_NULLS = "literals_and_nulls";

    /** The same without the null, for functions that raise an error for it. */
    private static final String WITHOUT_NULLS = "literals";

    private final org.apache.spark.sql.classic.SparkSession session;
    private final Path folder;
    private final Map<Literal, String> columns = new LinkedHashMap<>();
    private final Map<String, String> inlineTables = new HashMap<>();
    private final Map<String, LogicalPlan> relations = new HashMap<>();

    ColumnExamples(SparkSession session, Path folder, List<FunctionExample> examples) {
        this.session = (org.apache.spark.sql.classic.SparkSession) session;
        this.folder = folder;
        columns.put(Literal.create(1, DataTypes.IntegerType), "c0"); // Parquet has no tables without columns
        examples.forEach(example -> collect(example.parse(this.session)));
        List<Object> values = new ArrayList<>();
        List<Attribute> attributes = new ArrayList<>();
        columns.forEach((literal, column) -> {
            values.add(literal.value());
            attributes.add(attribute(column, literal.dataType()));
        });
        InternalRow row = new GenericInternalRow(values.toArray());
        InternalRow nulls = new GenericInternalRow(new Object[values.size()]);
        write(WITH_NULLS, attributes, List.of(row, nulls, row));
        write(WITHOUT_NULLS, attributes, List.of(row, row));
    }

    /** The query over columns, analysed; empty where none of it can come from a column. */
    Optional<LogicalPlan> overColumns(FunctionExample example, boolean withNulls) {
        LogicalPlan parsed = example.parse(session);
        List<Literal> literals = new ArrayList<>();
        collect(parsed, literals::add);
        String table = withNulls ? WITH_NULLS : WITHOUT_NULLS;
        Optional<List<DataType>> types = analyse(parsed).map(ColumnExamples::types);
        if (types.isEmpty()) {
            return Optional.empty();
        }
        Optional<LogicalPlan> all = analyse(rewritten(parsed, new boolean[literals.size()], table))
                .filter(plan -> types(plan).equals(types.get()));
        if (all.isPresent()) {
            return all;
        }
        boolean[] stays = new boolean[literals.size()];
        Arrays.fill(stays, true);
        Optional<LogicalPlan> some = analyse(rewritten(parsed, stays, table));
        for (int i = 0; i < stays.length; i++) {
            stays[i] = false;
            Optional<LogicalPlan> more = analyse(rewritten(parsed, stays, table))
                    .filter(plan -> types(plan).equals(types.get()));
            stays[i] = more.isEmpty();
            some = more.isPresent() ? more : some;
        }
        return some;
    }

    /** Whether the plan does no more than compute columns from the table with nulls. */
    boolean isProjection(LogicalPlan plan) {
        return plan instanceof Project project && project.child() == relation(WITH_NULLS);
    }

    private static List<DataType> types(LogicalPlan plan) {
        List<DataType> types = new ArrayList<>();
        CollectionConverters.asJava(plan.output())
                .forEach(column -> types.add(column.dataType().asNullable()));
        return types;
    }

    private Optional<LogicalPlan> analyse(LogicalPlan plan) {
        try {
            return Optional.of(
                    Dataset$.MODULE$.ofRows(session, plan).queryExecution().analyzed());
        } catch (Exception refused) {
            return Optional.empty();
        }
    }

    private void collect(LogicalPlan plan) {
        collect(plan, literal -> columns.putIfAbsent(literal, "c" + columns.size()));
    }

    /** In the order in which {@link #rewritten} meets them. */
    private static void collect(LogicalPlan plan, Consumer<Literal> found) {
        Visitor visitor = new Visitor(literal -> {
            found.accept(literal);
            return literal;
        });
        visitor.visit(plan, leaf -> leaf);
    }

    private LogicalPlan rewritten(LogicalPlan parsed, boolean[] stays, String table) {
        int[] next = {0};
        Visitor visitor =
                new Visitor(literal -> stays[next[0]++] ? literal : UnresolvedAttribute.quoted(columns.get(literal)));
        return visitor.visit(parsed, leaf -> {
            if (leaf instanceof OneRowRelation) {
                return relation(table);
            }
            boolean isInline = leaf instanceof UnresolvedInlineTable || leaf instanceof LocalRelation;
            return isInline ? inlineTable(leaf) : leaf;
        });
    }

    /** Read with a known schema: looking into files for it is a job. */
    private LogicalPlan relation(String name) {
        return relations.get(name);
    }

    /** Spark computes an inline table when it plans; one with values that Parquet does not have stays inline. */
    private LogicalPlan inlineTable(LogicalPlan inline) {
        LocalRelation local = (LocalRelation)
                Dataset$.MODULE$.ofRows(session, inline).queryExecution().optimizedPlan();
        List<Attribute> attributes = new ArrayList<>();
        StringBuilder key = new StringBuilder();
        for (Attribute column : CollectionConverters.asJava(local.output())) {
            if (!isStorable(column.dataType())) {
                return inline;
            }
            attributes.add(attribute(column.name(), column.dataType()));
            key.append(column.name()).append(column.dataType());
        }
        String table = inlineTables.computeIfAbsent(key.append(local.data()).toString(), text -> {
            String name = "inline" + inlineTables.size();
            write(name, attributes, CollectionConverters.asJava(local.data()));
            return name;
        });
        return relation(table);
    }

    private static Attribute attribute(String name, DataType type) {
        return new AttributeReference(
                name,
                type,
                true,
                Metadata.empty(),
                NamedExpression$.MODULE$.newExprId(),
                CollectionConverters.asScala(List.<String>of()).toList());
    }

    private void write(String name, List<Attribute> attributes, List<InternalRow> rows) {
        LocalRelation local = new LocalRelation(
                CollectionConverters.asScala(attributes).toList(),
                CollectionConverters.asScala(rows).toList(),
                false,
                scala.Option.empty());
        String path = folder.resolve(name).toString();
        Dataset$.MODULE$.ofRows(session, local).coalesce(1).write().parquet(path);
        relations.put(
                name,
                session.read()
                        .schema(local.schema())
                        .parquet(path)
                        .queryExecution()
                        .analyzed());
    }

    /** Whether Parquet has the type. */
    private static boolean isStorable(DataType type) {
        return !type.existsRecursively(part -> part instanceof NullType || part instanceof CalendarIntervalType);
    }

    /** Visits the literals in the places of a plan where an expression over rows may stand. */
    private record Visitor(Function<Literal, Expression> literals) {
        LogicalPlan visit(LogicalPlan plan, Function<LogicalPlan, LogicalPlan> leaves) {
            if (plan.children().isEmpty()) {
                return leaves.apply(plan);
            }
            boolean isOverOneRow = plan.children().head() instanceof OneRowRelation;
            boolean isOfRows = plan instanceof Project
                    || plan instanceof Filter
                    || plan instanceof Generate
                    || plan instanceof Aggregate;
            LogicalPlan own = isOverOneRow && isOfRows
                    ? (LogicalPlan) plan.mapExpressions(expression -> visit(expression))
                    : plan;
            return (LogicalPlan) own.mapChildren(child -> visit(child, leaves));
        }

        private Expression visit(Expression expression) {
            if (expression instanceof Literal literal) {
                return isStorable(literal.dataType()) && literal.value() != null ? literals.apply(literal) : literal;
            }
            return (Expression) expression.mapChildren(child -> visit((Expression) child));
        }
    }
}
