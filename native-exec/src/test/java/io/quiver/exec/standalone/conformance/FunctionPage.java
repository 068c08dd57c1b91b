/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import io.quiver.exec.standalone.function.StandardFunctions;
import io.quiver.exec.standalone.function.StandardMeasures;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the generated part of docs/substrait-functions.md. */
final class FunctionPage {
    /** The result of a case. */
    record Outcome(FunctionCase functionCase, java.util.Optional<Skip> skip) {}

    /** The cases of one function in one extension. */
    private static final class Row {
        private int cases;
        private int passed;
        private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);

        void add(Outcome outcome) {
            cases++;
            outcome.skip().ifPresentOrElse(reason -> skipped.merge(reason, 1, Integer::sum), () -> passed++);
        }

        String reasons() {
            List<String> reasons = new ArrayList<>();
            skipped.forEach((reason, count) -> reasons.add(reason + " " + count));
            return String.join(", ", reasons);
        }
    }

    private FunctionPage() {}

    static String offered() {
        return """
                Scalar functions: %s.

                Aggregate functions: %s.
                """
                .formatted(
                        String.join(", ", StandardFunctions.names()),
                        String.join(", ", new TreeSet<>(StandardMeasures.NAMES)));
    }

    static String cases(List<Outcome> outcomes) {
        Map<String, Map<String, Row>> rows = new TreeMap<>();
        Row total = new Row();
        for (Outcome outcome : outcomes) {
            FunctionCase functionCase = outcome.functionCase();
            String extension = functionCase.file().replaceAll("/.*", "");
            rows.computeIfAbsent(extension, key -> new TreeMap<>())
                    .computeIfAbsent(functionCase.function(), key -> new Row())
                    .add(outcome);
            total.add(outcome);
        }
        StringBuilder page = new StringBuilder();
        page.append("%d cases: %d pass, %d are skipped, none fails.%n%n"
                .formatted(total.cases, total.passed, total.cases - total.passed));
        page.append("| reason to skip | cases | why |\n| --- | --: | --- |\n");
        total.skipped.forEach(
                (reason, count) -> page.append("| %s | %d | %s |%n".formatted(reason, count, reason.explanation())));
        page.append("\n| extension | function | cases | pass | skipped |\n| --- | --- | --: | --: | --- |\n");
        rows.forEach((extension, functions) -> functions.forEach((function, row) -> page.append(
                "| %s | %s | %d | %d | %s |%n".formatted(extension, function, row.cases, row.passed, row.reasons()))));
        return page.toString();
    }
}
