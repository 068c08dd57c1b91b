/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet.encode;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Hands on pages of version 1 of flat columns: parquet-hadoop 1.16 wants to know more about each than 1.15 does. */
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

    /** {@code textBytes}: how many bytes the values of a column of bytes have, their lengths not counted. */
    static void write(
            PageWriter pages,
            PrimitiveType type,
            BytesInput bytes,
            int rowCount,
            Statistics<?> statistics,
            long textBytes,
            Encoding levels,
            Encoding values)
            throws IOException {
        if (HAS_GEOSPATIAL) {
            // no histograms: there is none of columns with one level at most
            SizeStatistics sizes = new SizeStatistics(type, textBytes, List.of(), List.of());
            WithGeospatial.write(pages, type, bytes, rowCount, statistics, sizes, levels, values);
        } else {
            SizeStatistics sizes = new SizeStatistics(
                    type, textBytes, List.of((long) rowCount), rowsByLevel(type, rowCount, statistics));
            pages.writePage(bytes, rowCount, rowCount, statistics, sizes, Encoding.BIT_PACKED, levels, values);
        }
    }

    /** The histogram of definition levels, which parquet-hadoop 1.15 counts for columns of one level, too. */
    private static List<Long> rowsByLevel(PrimitiveType type, long rowCount, Statistics<?> statistics) {
        if (!type.isRepetition(Type.Repetition.OPTIONAL)) {
            return List.of(rowCount);
        }
        long nulls = Math.max(0, statistics.getNumNulls());
        return List.of(nulls, rowCount - nulls);
    }

    /** Loaded where parquet-hadoop has the class alone. */
    private static final class WithGeospatial {
        static void write(
                PageWriter pages,
                PrimitiveType type,
                BytesInput bytes,
                int rowCount,
                Statistics<?> statistics,
                SizeStatistics sizes,
                Encoding levels,
                Encoding values)
                throws IOException {
            GeospatialStatistics none = GeospatialStatistics.newBuilder(type).build();
            pages.writePage(bytes, rowCount, rowCount, statistics, sizes, none, Encoding.BIT_PACKED, levels, values);
        }
    }
}
