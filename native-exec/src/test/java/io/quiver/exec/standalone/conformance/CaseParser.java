/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import io.quiver.exec.standalone.conformance.FunctionCase.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Parses case files: one case per line, {@code function(value::type, ...) [option:value] = value::type}. */
final class CaseParser {
    private CaseParser() {}

    static List<FunctionCase> readAll(Path folder) throws IOException {
        List<FunctionCase> cases = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".test"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            cases.addAll(read(name, Files.readAllLines(file)));
        }
        return cases;
    }

    static List<FunctionCase> read(String file, List<String> lines) {
        List<FunctionCase> cases = new ArrayList<>();
        boolean isAggregate = false;
        for (String line : lines) {
            if (line.startsWith("### SUBSTRAIT_AGGREGATE_TEST")) {
                isAggregate = true;
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                cases.add(parse(file, line.strip(), isAggregate));
            }
        }
        return cases;
    }

    private static FunctionCase parse(String file, String line, boolean isAggregate) {
        int rest = 0;
        List<String> rows = List.of();
        if (line.startsWith("(")) {
            // the rows of one column, each in parentheses
            int end = closing(line, 0);
            rows = split(line.substring(1, end)).stream()
                    .map(row -> row.substring(1, row.length() - 1))
                    .filter(row -> !row.isEmpty())
                    .toList();
            rest = end + 1;
            while (line.charAt(rest) == ' ') {
                rest++;
            }
        }
        int open = line.indexOf('(', rest);
        int close = closing(line, open);
        String function = line.substring(rest, open);
        List<Typed> arguments = new ArrayList<>();
        for (String argument : split(line.substring(open + 1, close))) {
            arguments.add(typed(argument));
        }
        if (isAggregate && rest == 0) {
            Typed column = arguments.get(0);
            rows = split(column.text().substring(1, column.text().length() - 1));
        }
        int equals = line.indexOf(" = ", close);
        return new FunctionCase(
                file,
                line,
                function,
                isAggregate,
                arguments,
                rows,
                options(line.substring(close + 1, equals)),
                typed(line.substring(equals + 3)));
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        String inner = text.strip();
        if (inner.startsWith("[")) {
            for (String option : split(inner.substring(1, inner.length() - 1))) {
                int colon = option.indexOf(':');
                options.put(
                        option.substring(0, colon).strip(),
                        option.substring(colon + 1).strip());
            }
        }
        return options;
    }

    private static Typed typed(String text) {
        String value = text.strip();
        int colons = value.lastIndexOf("::");
        int func = value.indexOf("::func");
        int at = func >= 0 ? func : colons;
        return at < 0
                ? new Typed(value, "")
                : new Typed(
                        value.substring(0, at).strip(), value.substring(at + 2).replace(" ", ""));
    }

    /** The parts between commas that are in no quotes and brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\'') {
                quoted = !quoted;
            } else if (!quoted && "([<".indexOf(letter) >= 0) {
                depth++;
            } else if (!quoted && (")]".indexOf(letter) >= 0 || letter == '>' && text.charAt(i - 1) != '-')) {
                depth--;
            } else if (!quoted && depth == 0 && letter == ',') {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    private static int closing(String text, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\'') {
                quoted = !quoted;
            } else if (!quoted && letter == '(') {
                depth++;
            } else if (!quoted && letter == ')' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("no closing parenthesis: " + text);
    }
}
