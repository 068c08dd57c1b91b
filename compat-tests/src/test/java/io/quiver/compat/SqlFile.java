/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An SQL file of tests: statements and queries that end in a semicolon at the end of a line, and comments that direct.
 *
 * <pre>
 * -- Config: key=value                 set for the whole file
 * -- ConfigMatrix: key=a,b             the file runs once for each value (and each combination with other such lines)
 * -- expect_fallback: REASON           the next query has no accelerated operator, for this reason
 * -- expect_error                      the next query fails, on both sides in the same way
 * -- expect_error: CONDITION           ... with this error condition
 * -- any_engine                        the next query is compared, whoever runs it
 * -- on_spark: 4.1+                    the next statement runs on these minors of Spark alone: 4.0, 4.1+, 4.0-4.2
 * -- Spark: 4.1+                       ... the whole file
 * </pre>
 *
 * <p>A query (SELECT, WITH, VALUES, FROM) without a directive must have accelerated operators. An expectation holds whatever the
 * configuration, but {@code expect_error} and {@code any_engine} may be narrowed: {@code expect_error[key=value,key2=value2]}. The
 * key {@code spark} stands for the minor: {@code any_engine[spark=4.3+]}.
 */
record SqlFile(String name, Map<String, List<String>> matrix, SparkMinors minors, List<Statement> statements) {

    /** What a query must do besides giving the answer of stock Spark. */
    sealed interface Expectation {
        record Accelerated() implements Expectation {}

        /** Under the given configuration (an empty map: always); accelerated else. */
        record AnyEngine(Map<String, String> when) implements Expectation {}

        record Fallback(String reason) implements Expectation {}

        /** Fails under the given configuration (an empty map: always). */
        record Fails(Optional<String> condition, Map<String, String> when) implements Expectation {}
    }

    record Statement(int line, String sql, SparkMinors minors, Expectation expectation) {
        boolean isQuery() {
            String start = sql.stripLeading().toUpperCase(Locale.ROOT);
            return List.of("SELECT", "WITH", "VALUES", "FROM", "(").stream().anyMatch(start::startsWith);
        }
    }

    static SqlFile read(Path folder, Path file) {
        try {
            return parse(folder.relativize(file).toString(), Files.readAllLines(file));
        } catch (IOException failed) {
            throw new IllegalStateException("Cannot read " + file, failed);
        }
    }

    static SqlFile parse(String name, List<String> lines) {
        Map<String, List<String>> matrix = new LinkedHashMap<>();
        List<Statement> statements = new ArrayList<>();
        SparkMinors wholeFile = SparkMinors.ALL;
        SparkMinors minors = SparkMinors.ALL;
        Expectation expectation = new Expectation.Accelerated();
        StringBuilder sql = new StringBuilder();
        int startLine = 0;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (sql.isEmpty() && line.startsWith("-- Spark: ")) {
                wholeFile = SparkMinors.parse(line.substring("-- Spark: ".length()));
                continue;
            }
            if (sql.isEmpty() && line.startsWith("-- on_spark: ")) {
                minors = SparkMinors.parse(line.substring("-- on_spark: ".length()));
                continue;
            }
            if (sql.isEmpty() && (line.isBlank() || line.startsWith("--"))) {
                expectation = directive(line, matrix).orElse(expectation);
                continue;
            }
            startLine = sql.isEmpty() ? number : startLine;
            sql.append(line).append('\n');
            if (line.stripTrailing().endsWith(";")) {
                String text = sql.toString().stripTrailing();
                statements.add(new Statement(startLine, text.substring(0, text.length() - 1), minors, expectation));
                sql.setLength(0);
                minors = SparkMinors.ALL;
                expectation = new Expectation.Accelerated();
            }
        }
        if (!sql.isEmpty()) {
            throw new IllegalArgumentException("%s:%d: no semicolon ends this statement".formatted(name, startLine));
        }
        return new SqlFile(name, matrix, wholeFile, statements);
    }

    /** Lists every combination of the matrix; one empty combination when there is none. */
    List<Map<String, String>> combinations() {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> entry : matrix.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String value : entry.getValue()) {
                    Map<String, String> next = new LinkedHashMap<>(combination);
                    next.put(entry.getKey(), value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    /** Lists as few combinations as have every value of every setting: each setting goes through its values, over and over. */
    List<Map<String, String>> combinationsWithEveryValue() {
        int count = matrix.values().stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, count).mapToObj(this::combination).toList();
    }

    private Map<String, String> combination(int index) {
        Map<String, String> combination = new LinkedHashMap<>();
        matrix.forEach((key, values) -> combination.put(key, values.get(index % values.size())));
        return combination;
    }

    private static Optional<Expectation> directive(String line, Map<String, List<String>> matrix) {
        String text = line.isBlank() ? "" : line.substring(2).strip();
        if (text.startsWith("ConfigMatrix:") || text.startsWith("Config:")) {
            String[] setting = text.substring(text.indexOf(':') + 1).strip().split("=", 2);
            boolean isMatrix = text.startsWith("ConfigMatrix:");
            matrix.put(setting[0], isMatrix ? List.of(setting[1].split(",", -1)) : List.of(setting[1]));
            return Optional.empty();
        }
        if (text.startsWith("any_engine")) {
            return Optional.of(new Expectation.AnyEngine(configuration(text.substring("any_engine".length()))));
        }
        if (text.startsWith("expect_fallback:")) {
            return Optional.of(new Expectation.Fallback(
                    text.substring(text.indexOf(':') + 1).strip()));
        }
        if (text.startsWith("expect_error")) {
            return Optional.of(expectedError(text.substring("expect_error".length())));
        }
        if (text.startsWith("expect")) {
            throw new IllegalArgumentException("unknown directive: " + line);
        }
        return Optional.empty();
    }

    private static Expectation expectedError(String rest) {
        String condition = rest.startsWith("[") ? rest.substring(rest.indexOf(']') + 1) : rest;
        condition = condition.startsWith(":") ? condition.substring(1).strip() : "";
        return new Expectation.Fails(
                condition.isEmpty() ? Optional.empty() : Optional.of(condition), configuration(rest));
    }

    /** The settings in the brackets at the beginning of a text; none where there are no brackets. */
    private static Map<String, String> configuration(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (text.startsWith("[")) {
            for (String one : text.substring(1, text.indexOf(']')).split(",")) {
                String[] setting = one.split("=", 2);
                settings.put(setting[0], setting[1]);
            }
        }
        return settings;
    }
}
