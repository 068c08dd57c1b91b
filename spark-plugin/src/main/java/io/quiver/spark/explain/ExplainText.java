/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.explain;

import io.quiver.bridge.support.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes an {@link ExplainReport} in words, and parses these words again. Spark keeps them with the description of each query's
 * plan, in its UI and in event logs.
 *
 * @param functions number of functions in the expressions of the operators on Quiver
 * @param kernels number of these that kernels evaluate
 */
public record ExplainText(
        int accelerated, int operators, int kernels, int functions, List<Line> stayed, List<Line> readBySpark) {
    /** The heading of the section in a description: Spark 4.1.3 {@code QueryExecution.extendedExplainInfo}. */
    static final String TITLE = "Quiver";

    private static final String HEADER = "== Extended Information (%s) ==\n";
    private static final String ON_SPARK = "On Spark: ";
    private static final String READ_BY_SPARK = "Read by Spark's reader: ";
    private static final String AFTER_NAME = ": ";

    private static final Pattern OPERATORS = Pattern.compile("(\\d+) of (\\d+) operators run on Quiver");
    private static final Pattern FUNCTIONS =
            Pattern.compile("(\\d+) of (\\d+) functions in their expressions by kernels");

    /** An operator or scan, with the reason why it, or some of its files, stayed on Spark. */
    public record Line(String name, String why) {
        static Line parsed(String line) {
            int end = line.indexOf(AFTER_NAME);
            return end < 0
                    ? new Line(line, "")
                    : new Line(line.substring(0, end), line.substring(end + AFTER_NAME.length()));
        }

        /** The typed reason; empty if the text has none. */
        public Optional<Reason> reason() {
            for (Reason reason : Reason.values()) {
                if (why.startsWith(reason + ",")) {
                    return Optional.of(reason);
                }
            }
            return Optional.empty();
        }
    }

    public ExplainText {
        stayed = List.copyOf(stayed);
        readBySpark = List.copyOf(readBySpark);
    }

    static String of(ExplainReport report) {
        StringBuilder text = new StringBuilder(
                "%d of %d operators run on Quiver".formatted(report.accelerated(), report.operators()));
        if (report.functions() > 0) {
            text.append(", %d of %d functions in their expressions by kernels"
                    .formatted(report.kernels(), report.functions()));
        }
        text.append('.');
        report.bySparksCode().forEach(operator -> text.append('\n').append(operator));
        for (ExplainReport.Stayed operator : report.stayed()) {
            text.append('\n').append(ON_SPARK).append(operator.line());
        }
        for (String scan : report.readBySpark()) {
            text.append('\n').append(READ_BY_SPARK).append(scan);
        }
        return text.toString();
    }

    /** Finds the section in the description of a physical plan; empty if Quiver was not involved. */
    public static Optional<ExplainText> in(String description) {
        String header = HEADER.formatted(TITLE);
        int start = description.lastIndexOf(header);
        if (start < 0) {
            return Optional.empty();
        }
        String text = description.substring(start + header.length());
        int next = text.indexOf(HEADER.substring(0, HEADER.indexOf('%')));
        return read(next < 0 ? text : text.substring(0, next));
    }

    private static Optional<ExplainText> read(String text) {
        Matcher operators = OPERATORS.matcher(text);
        if (!operators.lookingAt()) {
            return Optional.empty();
        }
        Matcher functions = FUNCTIONS.matcher(text.lines().findFirst().orElse(""));
        boolean hasFunctions = functions.find();
        List<Line> stayed = new ArrayList<>();
        List<Line> readBySpark = new ArrayList<>();
        text.lines().forEach(line -> {
            if (line.startsWith(ON_SPARK)) {
                stayed.add(Line.parsed(line.substring(ON_SPARK.length())));
            } else if (line.startsWith(READ_BY_SPARK)) {
                readBySpark.add(Line.parsed(line.substring(READ_BY_SPARK.length())));
            }
        });
        return Optional.of(new ExplainText(
                Integer.parseInt(operators.group(1)),
                Integer.parseInt(operators.group(2)),
                hasFunctions ? Integer.parseInt(functions.group(1)) : 0,
                hasFunctions ? Integer.parseInt(functions.group(2)) : 0,
                stayed,
                readBySpark));
    }
}
