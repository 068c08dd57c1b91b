/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.assess;

import io.quiver.spark.verdict.OperatorCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.execution.SparkPlan;

/** Finds the {@link OperatorCatalog} entries of operators by their names in event logs. */
final class LoggedOperators {
    private static final String ROOT = "org.apache.spark.sql.execution.";

    private static final List<String> PACKAGES = List.of(
            "",
            "aggregate.",
            "joins.",
            "exchange.",
            "window.",
            "adaptive.",
            "columnar.",
            "datasources.",
            "datasources.v2.",
            "python.",
            "command.",
            "streaming.",
            "streaming.operators.stateful.");

    /** Operators whose names in logs do not begin with their class names, by the first word of the name. */
    private static final Map<String, String> FIRST_WORDS = Map.ofEntries(
            Map.entry("Scan parquet", "FileSourceScanExec"),
            Map.entry("Scan orc", "FileSourceScanExec"),
            Map.entry("Scan csv", "FileSourceScanExec"),
            Map.entry("Scan json", "FileSourceScanExec"),
            Map.entry("Scan In-memory table", "columnar.InMemoryTableScanExec"),
            Map.entry("Scan OneRowRelation", "OneRowRelationExec"),
            Map.entry("Scan ExistingRDD", "ExternalRDDScanExec"),
            Map.entry("BatchScan", "datasources.v2.BatchScanExec"),
            Map.entry("Exchange", "exchange.ShuffleExchangeExec"),
            Map.entry("WholeStageCodegen", "WholeStageCodegenExec"),
            Map.entry("Execute", "command.ExecutedCommandExec"));

    private static final String OTHER_SCAN = "Scan ";
    private static final Map<String, Optional<OperatorCatalog.Entry>> FOUND = new ConcurrentHashMap<>();

    private LoggedOperators() {}

    /** Empty if no operator of Spark's has the name. */
    static Optional<OperatorCatalog.Entry> of(String nodeName) {
        return FOUND.computeIfAbsent(nodeName, LoggedOperators::find);
    }

    private static Optional<OperatorCatalog.Entry> find(String nodeName) {
        Optional<OperatorCatalog.Entry> byFirstWords = FIRST_WORDS.entrySet().stream()
                .filter(entry -> nodeName.equals(entry.getKey()) || nodeName.startsWith(entry.getKey() + " "))
                .findFirst()
                .flatMap(entry -> ofClass(ROOT + entry.getValue()));
        if (byFirstWords.isPresent()) {
            return byFirstWords;
        }
        if (nodeName.startsWith(OTHER_SCAN)) {
            return ofClass(ROOT + "RowDataSourceScanExec");
        }
        return PACKAGES.stream()
                .flatMap(inPackage ->
                        List.of(nodeName + "Exec", nodeName).stream().map(name -> ROOT + inPackage + name))
                .flatMap(name -> ofClass(name).stream())
                .findFirst();
    }

    private static Optional<OperatorCatalog.Entry> ofClass(String name) {
        try {
            Class<?> type = Class.forName(name, false, SparkPlan.class.getClassLoader());
            return SparkPlan.class.isAssignableFrom(type)
                    ? OperatorCatalog.of(type.asSubclass(SparkPlan.class))
                    : Optional.empty();
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }
}
