/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws the random settings of a round: Spark's, which both sessions get, and Quiver's. */
final class FuzzSettings {
    private static final List<String> ZONES =
            List.of("UTC", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe");
    /** Settings that are left alone in most rounds, each with the values that it may get. */
    private static final Map<String, List<String>> RARE = new LinkedHashMap<>();

    static {
        RARE.put("spark.sql.files.maxPartitionBytes", List.of("16384", "4096"));
        RARE.put("spark.sql.files.openCostInBytes", List.of("0"));
        RARE.put("spark.sql.parquet.columnarReaderBatchSize", List.of("7", "100"));
        RARE.put("spark.sql.parquet.enableVectorizedReader", List.of("false"));
        RARE.put("spark.sql.parquet.filterPushdown", List.of("false"));
        RARE.put("spark.sql.subexpressionElimination.enabled", List.of("false"));
        RARE.put("spark.sql.join.preferSortMergeJoin", List.of("false"));
        RARE.put("spark.sql.adaptive.coalescePartitions.enabled", List.of("false"));
        RARE.put("spark.sql.adaptive.localShuffleReader.enabled", List.of("false"));
        RARE.put("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", List.of("1g"));
        RARE.put("spark.sql.optimizer.runtime.bloomFilter.enabled", List.of("false"));
        RARE.put("spark.sql.execution.useObjectHashAggregateExec", List.of("false"));
        RARE.put("spark.sql.objectHashAggregate.sortBased.fallbackThreshold", List.of("2"));
        RARE.put("spark.sql.decimalOperations.allowPrecisionLoss", List.of("false"));
        RARE.put("spark.sql.mapKeyDedupPolicy", List.of("LAST_WIN"));
        RARE.put("spark.sql.requireAllClusterKeysForCoPartition", List.of("false"));
        RARE.put("spark.sql.constraintPropagation.enabled", List.of("false"));
        RARE.put("spark.sql.inMemoryColumnarStorage.batchSize", List.of("10"));
        RARE.put("spark.sql.windowExec.buffer.in.memory.threshold", List.of("5"));
        RARE.put("spark.sql.limit.initialNumPartitions", List.of("3"));
        RARE.put("spark.sql.execution.topKSortFallbackThreshold", List.of("2"));
        RARE.put("spark.sql.sources.useV1SourceList", List.of("orc", "json"));
        RARE.put("spark.sql.exchange.reuse", List.of("false"));
        RARE.put("spark.sql.readSideCharPadding", List.of("false"));
        RARE.put("spark.sql.optimizer.inSetConversionThreshold", List.of("1"));
        RARE.put("spark.sql.codegen.maxFields", List.of("3"));
        RARE.put("spark.sql.codegen.hugeMethodLimit", List.of("200"));
        RARE.put("spark.sql.sort.enableRadixSort", List.of("false"));
        RARE.put("spark.sql.optimizer.windowGroupLimitThreshold", List.of("-1", "0"));
        RARE.put("spark.sql.execution.replaceHashWithSortAgg", List.of("true"));
        RARE.put("spark.sql.execution.usePartitionEvaluator", List.of("true"));
        RARE.put("spark.sql.adaptive.forceOptimizeSkewedJoin", List.of("true"));
        RARE.put("spark.sql.adaptive.advisoryPartitionSizeInBytes", List.of("200"));
        RARE.put("spark.sql.adaptive.coalescePartitions.parallelismFirst", List.of("false"));
        RARE.put("spark.sql.optimizer.collapseProjectAlwaysInline", List.of("true"));
        RARE.put("spark.sql.legacy.timeParserPolicy", List.of("LEGACY"));
        RARE.put("spark.sql.legacy.castComplexTypesToString.enabled", List.of("true"));
        RARE.put("spark.sql.legacy.statisticalAggregate", List.of("true"));
        RARE.put("spark.sql.legacy.sizeOfNull", List.of("false"));
        RARE.put("spark.sql.optimizer.enableJsonExpressionOptimization", List.of("false"));
        RARE.put("spark.quiver.parquet.enabled", List.of("false"));
        RARE.put("spark.quiver.shuffle.enabled", List.of("false"));
        RARE.put("spark.quiver.broadcast.enabled", List.of("false"));
        RARE.put("spark.quiver.offload", List.of("auto"));
        RARE.put("spark.quiver.keyFilters", List.of("false"));
        RARE.put("spark.quiver.reorderJoins", List.of("false"));
        RARE.put("spark.quiver.shareGroups", List.of("false"));
        RARE.put("spark.quiver.partialAggregation", List.of("none"));
        RARE.put("spark.quiver.deferShuffles", List.of("false"));
    }

    private FuzzSettings() {}

    static Map<String, String> random(Random random) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("spark.sql.ansi.enabled", Boolean.toString(random.nextInt(3) == 0));
        conf.put("spark.sql.adaptive.enabled", Boolean.toString(random.nextInt(3) > 0));
        conf.put("spark.sql.autoBroadcastJoinThreshold", random.nextBoolean() ? "-1" : "10485760");
        conf.put("spark.sql.shuffle.partitions", Integer.toString(1 + random.nextInt(4)));
        conf.put("spark.sql.session.timeZone", ZONES.get(random.nextInt(ZONES.size())));
        conf.put("spark.sql.timeType.enabled", "true");
        codegen(random, conf);
        RARE.forEach((key, values) -> {
            if (random.nextInt(8) == 0) {
                conf.put(key, values.get(random.nextInt(values.size())));
            }
        });
        return conf;
    }

    /** In most rounds Spark interprets: to compile what it generates takes most of a small query's time. */
    private static void codegen(Random random, Map<String, String> conf) {
        int kind = random.nextInt(6);
        if (kind > 0) {
            conf.put("spark.sql.codegen.wholeStage", "false");
        }
        if (kind > 1) {
            conf.put("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        }
    }
}
