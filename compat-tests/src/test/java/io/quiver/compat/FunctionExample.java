/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistryBase;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One query from the documentation of one of Spark's functions ({@code ExpressionDescription.examples}).
 *
 * @param escaped whether a previous statement has made backslashes in string literals stand for themselves
 */
record FunctionExample(String function, String sql, boolean escaped) {
    private static final String ESCAPED = "spark.sql.parser.escapedStringLiterals";

    /** As ExpressionInfoSuite of Spark 4.1.3 reads them. */
    private static final String PROMPT = "  > ";

    private static final Pattern QUERY_AND_OUTPUT = Pattern.compile("(.+);\n(?s)(.+)");

    /** Beside the documentation: casts by the names of types, which it has none for, and what its literals let Spark compute. */
    private static final Map<String, String> MORE = Map.ofEntries(
            Map.entry("array_size", "SELECT array_size(split('b,d,c', ','))"),
            Map.entry("bigint", "SELECT bigint('12')"),
            Map.entry("binary", "SELECT binary('Spark')"),
            Map.entry("boolean", "SELECT boolean('true')"),
            Map.entry("cardinality", "SELECT cardinality(split('b,d,c', ','))"),
            Map.entry("coalesce", "SELECT coalesce(nullif('a', 'b'), 'c')"),
            Map.entry("collate", "SELECT upper(collate('Spark', 'UTF8_LCASE'))"),
            Map.entry("date", "SELECT date('2024-02-29')"),
            Map.entry("decimal", "SELECT decimal('12.5')"),
            Map.entry("double", "SELECT double('12.5')"),
            Map.entry("float", "SELECT float('12.5')"),
            Map.entry("int", "SELECT int('12')"),
            Map.entry("nvl2", "SELECT nvl2(nullif('a', 'b'), 'c', 'd')"),
            Map.entry("size", "SELECT size(split('b,d,c', ','))"),
            Map.entry("smallint", "SELECT smallint('12')"),
            Map.entry("string", "SELECT string(12)"),
            Map.entry("time", "SELECT time('12:30:00')"),
            Map.entry("timestamp", "SELECT timestamp('2024-02-29 12:30:00')"),
            Map.entry("tinyint", "SELECT tinyint('12')"));

    /** The examples of every function of both registries, in the order of names, and some more. */
    static List<FunctionExample> all() {
        List<FunctionExample> examples = new ArrayList<>();
        new TreeMap<>(MORE).forEach((function, sql) -> examples.add(new FunctionExample(function, sql, false)));
        examples.addAll(of(FunctionRegistry$.MODULE$.builtin()));
        examples.addAll(of(TableFunctionRegistry$.MODULE$.builtin()));
        return examples;
    }

    /** The examples of one registry's functions. */
    static List<FunctionExample> of(FunctionRegistryBase<?> registry) {
        List<FunctionExample> examples = new ArrayList<>();
        for (String name : names(registry)) {
            ExpressionInfo info =
                    registry.lookupFunction(new FunctionIdentifier(name)).get();
            boolean escaped = false;
            for (String part : info.getExamples().split(PROMPT, -1)) {
                Matcher example = QUERY_AND_OUTPUT.matcher(part);
                if (part.startsWith("SET " + ESCAPED)) {
                    escaped = part.startsWith("SET " + ESCAPED + "=true");
                } else if (example.matches() && !part.startsWith("SET ")) {
                    examples.add(new FunctionExample(name, example.group(1), escaped));
                }
            }
        }
        return examples;
    }

    /** The query as Spark parses it, not yet analysed. */
    LogicalPlan parse(SparkSession session) {
        SparkSession.setActiveSession(session);
        session.conf().set(ESCAPED, escaped);
        try {
            return session.sessionState().sqlParser().parsePlan(sql);
        } catch (Exception notForParser) { // Scala throws checked exceptions undeclared
            throw new IllegalArgumentException("Cannot parse " + sql, notForParser);
        }
    }

    /** The names of a registry's functions. */
    static TreeSet<String> names(FunctionRegistryBase<?> registry) {
        TreeSet<String> names = new TreeSet<>();
        CollectionConverters.asJava(registry.listFunction()).forEach(function -> names.add(function.funcName()));
        return names;
    }
}
