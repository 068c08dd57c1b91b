/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verdict;

import io.quiver.spark.translation.Translation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.execution.SparkPlan;

/**
 * Says where each of Spark's physical operators runs, and why. It is the source of docs/operators.md, and of the reasons that
 * EXPLAIN gives for operators that Quiver does not have. An operator that the bridge translates runs on Quiver; this class holds
 * the notes about it. Classes are listed by name, so that a lookup loads none of them.
 */
public final class OperatorCatalog {
    /** Where the operator runs. */
    public enum Treatment {
        /** On Quiver, in the forms that the note does not exclude. */
        OFFLOADED,
        /** Nowhere: the node does no work on rows, or passes Quiver's batches on unchanged. */
        PASSES_THROUGH,
        /** On Spark. */
        STAYS
    }

    /** What is known about one operator; the note says how it runs, or why it does not. */
    public record Entry(Treatment treatment, String note) {}

    private static final String ROOT = "org.apache.spark.sql.execution.";
    private static final Map<String, Entry> BY_CLASS = new HashMap<>();
    private static final Map<String, Entry> BY_SUPERTYPE = new LinkedHashMap<>();
    private static final Map<String, Entry> BY_PACKAGE = new LinkedHashMap<>();
    private static final Map<Class<?>, Optional<Entry>> FOUND = new ConcurrentHashMap<>();

    static {
        offloaded("", "FilterExec", "ProjectExec", "LocalLimitExec", "GlobalLimitExec");
        offloaded("keys under collations of ICU stay on Spark", "SortExec");
        offloaded("also the expansions of grouping sets, cube, rollup and distinct aggregates", "ExpandExec");
        offloaded(
                "explode, posexplode, inline, stack and copies of rows on columns; json_tuple in one pass over its texts; all other generators"
                        + " in Spark's own code per row",
                "GenerateExec");
        offloaded("by Spark's random numbers, in the order in which rows come", "SampleExec");
        offloaded(
                "best rows per partition, a columnar exchange, best rows of all; keys under collations of ICU stay on"
                        + " Spark",
                "TakeOrderedAndProjectExec");
        offloaded(
                "all phases; functions without an accumulator run as Spark's own code per group; keys under collations of"
                        + " ICU, maps with null numbers as keys and typed aggregators that keep one plain value stay on"
                        + " Spark",
                "aggregate.HashAggregateExec",
                "aggregate.ObjectHashAggregateExec",
                "aggregate.SortAggregateExec");
        offloaded(
                "by hash, with one table per executor of what is broadcast, also in the null-aware form (NOT IN over a"
                        + " nullable column); a broadcast of the preserved side stays on Spark",
                "joins.BroadcastHashJoinExec");
        offloaded(
                "all join types; a broadcast of the preserved side stays on Spark",
                "joins.BroadcastNestedLoopJoinExec");
        offloaded("every pair of partitions is a task, as on Spark", "joins.CartesianProductExec");
        offloaded("all join types, either build side", "joins.ShuffledHashJoinExec");
        offloaded(
                "by hash, without the sorts that only fed it; with them where keys are collated",
                "joins.SortMergeJoinExec");
        offloaded(
                "hash, range, round-robin and single partitioning; others stay on Spark",
                "exchange.ShuffleExchangeExec");
        offloaded(
                "all functions and frames, by Spark's own window code where there is no other; offsets over decimals of 38"
                        + " digits stay on Spark",
                "window.WindowExec");
        offloaded("", "window.WindowGroupLimitExec");
        offloaded(
                "blocks of columns, of which each executor makes one table per join", "exchange.BroadcastExchangeExec");
        offloaded(
                "Parquet, CSV and JSON by Quiver's own readers, with Spark's behind them; ORC by Spark's reader, its arrays lent;"
                        + " formats that are read as rows stay on Spark",
                "FileSourceScanExec");
        offloaded(
                "batches of sources that have them are taken in; sources of rows stay on Spark",
                "datasources.v2.BatchScanExec");
        offloaded("batches go through", "CoalesceExec");
        offloaded(
                "numbers come in batches where they are grouped by keys, sorted, joined, exchanged or written; else Spark generates"
                        + " them inside the loop that uses them",
                "RangeExec");
        offloaded(
                "tables are cached as blocks of columns, which come in without a copy; tables with geospatial values"
                        + " as Spark caches them; tables of more than spark.sql.codegen.maxFields columns are read as"
                        + " rows",
                "columnar.InMemoryTableScanExec");

        offloaded(
                "Parquet files by Quiver's own writer, rows turned into columns, columns of types without a kernel in them by Spark's code per"
                        + " row; variants, encryption and other formats stay on Spark",
                "datasources.WriteFilesExec");

        offloaded(
                "columns go to Python as record batches and come back as columns; arguments that are not deterministic stay on"
                        + " Spark, and since Spark 4.2 what is right above batches that are none of Parquet files",
                "python.ArrowEvalPythonExec");
        offloaded(
                "columns are pickled for Python and come back as columns; arguments that are not deterministic stay on Spark",
                "python.BatchEvalPythonExec");
        offloaded(
                "columns go to Python as record batches and come back as columns; barriers, resources of"
                        + " their own and columns declared to be without nulls stay on Spark",
                "python.MapInArrowExec",
                "python.MapInPandasExec");
        offloaded(
                "sorted columns go to Python group by group and come back as columns; keys under collations,"
                        + " nested ones and columns declared to be without nulls stay on Spark",
                "python.FlatMapGroupsInArrowExec",
                "python.FlatMapGroupsInPandasExec");

        passes("plans around the work, which AQE runs as its stages", "adaptive.AdaptiveSparkPlanExec");
        passes(
                "a stage of AQE stands for the plan below it",
                "adaptive.BroadcastQueryStageExec",
                "adaptive.ResultQueryStageExec",
                "adaptive.ShuffleQueryStageExec",
                "adaptive.TableCacheQueryStageExec");
        passes("reads a columnar exchange by blocks", "adaptive.AQEShuffleReadExec");
        passes("marks the sides of a skewed join while AQE plans", "adaptive.SkewJoinChildWrapper");
        passes("reads again what a columnar exchange wrote", "exchange.ReusedExchangeExec");
        passes("batches go through; with an input of rows it stays on Spark", "UnionExec");
        passes("a border of Spark's generated code", "WholeStageCodegenExec", "InputAdapter");
        passes("the border between rows and columns", "ColumnarToRowExec", "RowToColumnarExec");
        passes(
                "runs its plan once and keeps the result on the driver; the plan below runs on Quiver",
                "SubqueryExec",
                "SubqueryBroadcastExec",
                "SubqueryAdaptiveBroadcastExec",
                "ReusedSubqueryExec");
        passes("the rows of a command that has run", "CommandResultExec");
        passes("stands for a plan while Spark plans, and never runs", "PlanLater");

        stays("no rows, or one without columns", "EmptyRelationExec", "OneRowRelationExec");
        stays("rows of the driver; they become columns where grouping or sorting follows", "LocalTableScanExec");
        stays(
                "a source of rows; they become columns where grouping or sorting follows",
                "RDDScanExec",
                "ExternalRDDScanExec",
                "RowDataSourceScanExec");
        stays("the first rows go to the driver as rows, task by task", "CollectLimitExec");
        stays("the last rows go to the driver as rows", "CollectTailExec");
        stays("counts rows for an observation as they pass", "CollectMetricsExec");
        stays("runs its plan again and again until there is nothing new", "UnionLoopExec");
        stays("holds results of several plans", "MultiResultExec");
        stays(
                "works on JVM objects, which columns do not hold",
                "AppendColumnsExec",
                "AppendColumnsWithObjectExec",
                "CoGroupExec",
                "DeserializeToObjectExec",
                "MapElementsExec",
                "MapGroupsExec",
                "MapPartitionsExec",
                "SerializeFromObjectExec");
        stays(
                "exchanges rows with R",
                "FlatMapGroupsInRExec",
                "FlatMapGroupsInRWithArrowExec",
                "MapPartitionsInRWithArrowExec");
        stays("exchanges rows with a process", "SparkScriptTransformationExec");
        stays(
                "merges windows that overlap, over rows sorted by the window, a struct, which Quiver carries as bytes; the"
                        + " aggregations around it run on Quiver",
                "aggregate.MergingSessionsExec",
                "aggregate.UpdatingSessionsExec");
        stays("copies its input to count rows", "debug.package$DebugExec");
        stays("a command; the query that it writes runs on Quiver", "command.DataWritingCommandExec");
        stays("a command: work of the driver, not of tasks", "command.ExecutedCommandExec");
        stays("turns rows into the changes of a MERGE", "datasources.v2.MergeRowsExec");
        stays("shown by EXPLAIN and never run", "datasources.v2.ExplainOnlySparkPlan");
        stays(
                "a stream's source",
                "datasources.v2.ContinuousScanExec",
                "datasources.v2.MicroBatchScanExec",
                "datasources.v2.RealTimeStreamScanExec");

        BY_SUPERTYPE.put(
                ROOT + "datasources.v2.V2TableWriteExec",
                new Entry(Treatment.STAYS, "a command; the query that it writes runs on Quiver"));
        BY_SUPERTYPE.put(
                ROOT + "datasources.v2.V2CommandExec",
                new Entry(Treatment.STAYS, "a command: work of the driver, not of tasks"));
        BY_PACKAGE.put(ROOT + "python.", new Entry(Treatment.STAYS, "exchanges rows with Python"));
        BY_PACKAGE.put(
                ROOT + "streaming.", new Entry(Treatment.STAYS, "a stream's own: its state is kept between batches"));
    }

    private OperatorCatalog() {}

    private static void offloaded(String note, String... names) {
        add(Treatment.OFFLOADED, note, names);
    }

    private static void passes(String note, String... names) {
        add(Treatment.PASSES_THROUGH, note, names);
    }

    private static void stays(String note, String... names) {
        add(Treatment.STAYS, note, names);
    }

    private static void add(Treatment treatment, String note, String... names) {
        for (String name : names) {
            BY_CLASS.put(ROOT + name, new Entry(treatment, note));
        }
    }

    /** The entry of one of Spark's operator classes; empty for classes of others. */
    public static Optional<Entry> of(Class<? extends SparkPlan> operator) {
        return FOUND.computeIfAbsent(operator, OperatorCatalog::find);
    }

    /** Whether Quiver has the operator, in some form. */
    public static boolean isOffloaded(SparkPlan operator) {
        return is(Treatment.OFFLOADED, operator);
    }

    /** Whether the node does no work of its own on rows. */
    public static boolean passesThrough(SparkPlan operator) {
        return is(Treatment.PASSES_THROUGH, operator);
    }

    private static boolean is(Treatment treatment, SparkPlan operator) {
        return of(operator.getClass())
                .filter(entry -> entry.treatment() == treatment)
                .isPresent();
    }

    /** Why Quiver does not have the operator. */
    public static String whyNot(SparkPlan operator) {
        return of(operator.getClass()).map(Entry::note).orElse(operator.nodeName() + " is not known to Quiver");
    }

    /** The names of all classes and supertypes listed by name. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(BY_CLASS.keySet());
        names.addAll(BY_SUPERTYPE.keySet());
        return names;
    }

    private static Optional<Entry> find(Class<?> operator) {
        Entry known = BY_CLASS.get(operator.getName());
        if (known != null) {
            return Optional.of(known);
        }
        if (Translation.translator().translates(operator)) {
            return Optional.of(new Entry(Treatment.OFFLOADED, ""));
        }
        Set<String> supertypes = supertypes(operator);
        for (Map.Entry<String, Entry> supertype : BY_SUPERTYPE.entrySet()) {
            if (supertypes.contains(supertype.getKey())) {
                return Optional.of(supertype.getValue());
            }
        }
        for (Map.Entry<String, Entry> inPackage : BY_PACKAGE.entrySet()) {
            if (operator.getName().startsWith(inPackage.getKey())) {
                return Optional.of(inPackage.getValue());
            }
        }
        return Optional.empty();
    }

    private static Set<String> supertypes(Class<?> operator) {
        Set<String> names = new TreeSet<>();
        Deque<Class<?>> pending = new ArrayDeque<>();
        pending.add(operator);
        while (!pending.isEmpty()) {
            Class<?> type = pending.remove();
            if (names.add(type.getName())) {
                if (type.getSuperclass() != null) {
                    pending.add(type.getSuperclass());
                }
                pending.addAll(java.util.List.of(type.getInterfaces()));
            }
        }
        return names;
    }
}
