/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** Decides how the columns of one file are read, from its footer and before any row is read. */
public final class ScanPlan {
    private final List<Entry> entries;
    private final Optional<String> refusal;

    /** A column with the plans of the file's columns it consists of: none, one, or the leaves of a nested column. */
    record Entry(ScanColumn column, List<ParquetColumnPlan> plans) {
        Entry {
            plans = List.copyOf(plans);
        }
    }

    private ScanPlan(List<Entry> entries, Optional<String> refusal) {
        this.entries = List.copyOf(entries);
        this.refusal = refusal;
    }

    /**
     * Decides about {@code columns} over the given row groups.
     *
     * @param declined encodings that are not read although they could be, because the host's reader would fail on them
     */
    public static ScanPlan of(
            List<ScanColumn> columns, List<BlockMetaData> rowGroups, ExactFrom exactFrom, Set<Encoding> declined) {
        List<Entry> entries = new ArrayList<>();
        for (ScanColumn column : columns) {
            List<ParquetColumnPlan> plans = new ArrayList<>();
            for (ColumnChoice choice : choices(column, exactFrom)) {
                if (choice instanceof ColumnChoice.Refused refused) {
                    return refuse(refused.reason());
                }
                plans.add((ParquetColumnPlan) choice);
            }
            entries.add(new Entry(column, plans));
        }
        for (BlockMetaData rowGroup : rowGroups) {
            for (Entry entry : entries) {
                for (ParquetColumnPlan plan : entry.plans()) {
                    String reason = check(plan, rowGroup, declined);
                    if (!reason.isEmpty()) {
                        return refuse(reason);
                    }
                }
            }
        }
        return new ScanPlan(entries, Optional.empty());
    }

    private static List<ColumnChoice> choices(ScanColumn column, ExactFrom exactFrom) {
        if (column instanceof ScanColumn.FromFile file) {
            return List.of(ParquetColumnPlan.of(file.descriptor(), file.type(), exactFrom));
        }
        List<ColumnChoice> choices = new ArrayList<>();
        if (column instanceof ScanColumn.Nested nested) {
            for (NestedShape.Leaf leaf : nested.root().shape().leaves()) {
                choices.add(ParquetColumnPlan.ofLeaf(leaf.descriptor(), leaf.type(), exactFrom));
            }
        }
        return choices;
    }

    private static String check(ParquetColumnPlan plan, BlockMetaData rowGroup, Set<Encoding> declined) {
        ColumnPath path = ColumnPath.get(plan.descriptor().getPath());
        for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
            if (!chunk.getPath().equals(path)) {
                continue;
            }
            Set<Encoding> encodings = chunk.getEncodings();
            if (!plan.reads(encodings) || encodings.stream().anyMatch(declined::contains)) {
                return "%s in %s".formatted(path, encodings);
            }
            return "";
        }
        return "a row group without " + path;
    }

    private static ScanPlan refuse(String reason) {
        return new ScanPlan(List.of(), Optional.of(reason));
    }

    /** Returns why the file is not read here; empty if it is. */
    public Optional<String> refusal() {
        return refusal;
    }

    List<Entry> entries() {
        return entries;
    }
}
