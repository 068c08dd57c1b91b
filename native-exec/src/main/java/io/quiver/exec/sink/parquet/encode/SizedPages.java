/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Hands on pages of version 1. Parquet-hadoop 1.16 wants more information on each page than 1.15, and counts entries by level
 * only if more than one level carries information.
 */
final class SizedPages {
    private static final boolean HAS_GEOSPATIAL = hasGeospatial();

    private SizedPages() {}

    private static boolean hasGeospatial() {
        try {
            Class.forName(
                    "org.apache.parquet.column.statistics.geospatial.GeospatialStatistics",
                    false,
                    PageWriter.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException olderParquet) {
            return false;
        }
    }

    /** {@code textBytes} is the bytes of the values of a column of bytes, without lengths. */
    static void write(
            PageWriter pages,
            ColumnDescriptor column,
            BytesInput bytes,
            PageLevels levels,
            int rowCount,
            Statistics<?> statistics,
            long textBytes,
            Encoding values)
            throws IOException {
        PrimitiveType type = column.getPrimitiveType();
        boolean countsAll = !HAS_GEOSPATIAL;
        SizeStatistics sizes = new SizeStatistics(
                type,
                textBytes,
                countsAll || column.getMaxRepetitionLevel() > 0 ? levels.repetitionHistogram() : List.of(),
                countsAll || column.getMaxDefinitionLevel() > 1 ? levels.definitionHistogram() : List.of());
        Encoding repetition = encoding(column.getMaxRepetitionLevel());
        Encoding definition = encoding(column.getMaxDefinitionLevel());
        int entryCount = levels.entryCount();
        if (HAS_GEOSPATIAL) {
            WithGeospatial.write(
                    pages, type, bytes, entryCount, rowCount, statistics, sizes, repetition, definition, values);
        } else {
            pages.writePage(bytes, entryCount, rowCount, statistics, sizes, repetition, definition, values);
        }
    }

    private static Encoding encoding(int maxLevel) {
        return maxLevel > 0 ? Encoding.RLE : Encoding.BIT_PACKED;
    }

    /** Loaded only if parquet-hadoop has the class. */
    private static final class WithGeospatial {
        static void write(
                PageWriter pages,
                PrimitiveType type,
                BytesInput bytes,
                int entryCount,
                int rowCount,
                Statistics<?> statistics,
                SizeStatistics sizes,
                Encoding repetition,
                Encoding definition,
                Encoding values)
                throws IOException {
            GeospatialStatistics none = GeospatialStatistics.newBuilder(type).build();
            pages.writePage(bytes, entryCount, rowCount, statistics, sizes, none, repetition, definition, values);
        }
    }
}
