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
import org.jspecify.annotations.Nullable;

/** How the columns of one file are read; made from its footer before any row is read. */
public final class ScanPlan {
    private final List<Entry> entries;
    private final Optional<String> refusal;

    /** A column and, where it is in the file, how it is read. */
    record Entry(ScanColumn column, @Nullable ParquetColumnPlan plan) {}

    private ScanPlan(List<Entry> entries, Optional<String> refusal) {
        this.entries = List.copyOf(entries);
        this.refusal = refusal;
    }

    /**
     * Decides about {@code columns} over the given row groups.
     *
     * @param declined encodings that are not to be read even though they could be, as the host's reader would fail on them
     */
    public static ScanPlan of(
            List<ScanColumn> columns, List<BlockMetaData> rowGroups, ExactFrom exactFrom, Set<Encoding> declined) {
        List<Entry> entries = new ArrayList<>();
        for (ScanColumn column : columns) {
            if (column instanceof ScanColumn.FromFile file) {
                ColumnChoice choice = ParquetColumnPlan.of(file.descriptor(), file.type(), exactFrom);
                if (choice instanceof ColumnChoice.Refused refused) {
                    return refuse(refused.reason());
                }
                entries.add(new Entry(column, (ParquetColumnPlan) choice));
            } else {
                entries.add(new Entry(column, null));
            }
        }
        for (BlockMetaData rowGroup : rowGroups) {
            for (Entry entry : entries) {
                String reason = entry.plan() == null ? "" : check(entry.plan(), rowGroup, declined);
                if (!reason.isEmpty()) {
                    return refuse(reason);
                }
            }
        }
        return new ScanPlan(entries, Optional.empty());
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

    /** Why the file is not read here; empty where it is. */
    public Optional<String> refusal() {
        return refusal;
    }

    List<Entry> entries() {
        return entries;
    }
}
