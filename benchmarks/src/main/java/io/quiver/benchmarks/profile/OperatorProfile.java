/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Prints where a recording's processor time went, by operator. A sample belongs to the operator of Quiver nearest to the method
 * that ran, or to the stage of Spark's generated code. The hottest methods are listed beside each.
 *
 * <p>Argument: a recording of Java Flight Recorder with execution samples.
 */
public final class OperatorProfile {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String OPERATORS = "io.quiver.exec.operator.";
    private static final String SCAN = "io.quiver.exec.scan.";
    private static final String GENERATED = "GeneratedIteratorForCodegenStage";
    private static final int SHOWN_OWNERS = 25;
    private static final int SHOWN_METHODS = 3;

    private final Map<String, Map<String, Integer>> methodsByOwner = new HashMap<>();
    private int samples;

    /** Prints the table of one recording. */
    public static void main(String[] args) throws IOException {
        OperatorProfile profile = new OperatorProfile();
        try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    profile.add(event.getStackTrace().getFrames().stream()
                            .map(OperatorProfile::name)
                            .toList());
                }
            }
        }
        System.out.print(profile.table());
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    /** Counts one sample; the method that ran comes first. */
    void add(List<String> stack) {
        if (stack.isEmpty()) {
            return;
        }
        samples++;
        methodsByOwner
                .computeIfAbsent(owner(stack), owner -> new HashMap<>())
                .merge(shortName(stack.get(0)), 1, Integer::sum);
    }

    /** The owner of a stack's time. */
    static String owner(List<String> stack) {
        for (String method : stack) {
            String type = typeOf(method);
            if (type.startsWith(SCAN)) {
                return "Parquet scan";
            }
            // The metered one is a wrapper of all others.
            if (type.startsWith(OPERATORS) && type.endsWith("Operator") && !type.endsWith("MeteredOperator")) {
                return simpleName(type);
            }
            int stage = type.indexOf(GENERATED);
            if (stage >= 0) {
                return "Spark's generated code, stage " + type.substring(stage + GENERATED.length());
            }
        }
        return stack.stream().anyMatch(method -> method.startsWith("org.apache.spark.executor.Executor$TaskRunner"))
                ? "other work of tasks"
                : "no task: " + nearestPackage(stack);
    }

    /** For planning and similar work: the package of Quiver or Spark SQL nearest to the method that ran. */
    private static String nearestPackage(List<String> stack) {
        for (String method : stack) {
            if (method.startsWith("io.quiver.") || method.startsWith("org.apache.spark.sql.")) {
                return packageOf(method);
            }
        }
        return "the JVM and the rest";
    }

    /** Names of lambdas contain dots, after a dollar sign. */
    private static String packageOf(String method) {
        int inner = method.indexOf('$');
        String type = inner < 0 ? typeOf(method) : method.substring(0, inner);
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }

    private static String typeOf(String method) {
        return method.substring(0, Math.max(0, method.lastIndexOf('.')));
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String shortName(String method) {
        return simpleName(typeOf(method)) + method.substring(method.lastIndexOf('.'));
    }

    /** The owners by descending number of samples. */
    String table() {
        StringBuilder text = new StringBuilder("%d samples%n".formatted(samples));
        methodsByOwner.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Map<String, Integer>> owner) -> sum(owner.getValue()))
                        .reversed())
                .limit(SHOWN_OWNERS)
                .forEach(owner -> text.append("%5.1f %%  %-45s %s%n"
                        .formatted(
                                100.0 * sum(owner.getValue()) / samples, owner.getKey(), hottest(owner.getValue()))));
        return text.toString();
    }

    private static int sum(Map<String, Integer> methods) {
        return methods.values().stream().mapToInt(Integer::intValue).sum();
    }

    private String hottest(Map<String, Integer> methods) {
        return methods.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN_METHODS)
                .map(method -> "%s %.1f".formatted(method.getKey(), 100.0 * method.getValue() / samples))
                .collect(Collectors.joining(", "));
    }
}
