/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.jspecify.annotations.Nullable;

/** The files that a writer left in a folder, in words without random names. */
final class WrittenFolder {
    private static final Configuration CONF = new Configuration();

    private WrittenFolder() {}

    /** Every file below, by its folder and the part of its name that says which of the task's files it is. */
    static List<String> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .map(name -> name.replaceAll("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", ""))
                    .sorted()
                    .toList();
        }
    }

    /** All Parquet files below, in the order of their names. */
    static List<Path> parquetFiles(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }

    /** The footers of all Parquet files below, in the order of their names. */
    static List<String> footers(Path folder) throws IOException {
        return parquetFiles(folder).stream().map(WrittenFolder::footer).toList();
    }

    private static String footer(Path file) {
        StringBuilder text = new StringBuilder();
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), CONF))) {
            text.append(reader.getFileMetaData().getSchema());
            text.append(new TreeMap<>(reader.getFileMetaData().getKeyValueMetaData()))
                    .append('\n');
            text.append(reader.getFileMetaData().getCreatedBy()).append('\n');
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                text.append(block.getRowCount()).append(" rows\n");
                for (ColumnChunkMetaData column : block.getColumns()) {
                    describe(reader, column, text);
                }
            }
            text.append(pages(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void describe(ParquetFileReader reader, ColumnChunkMetaData column, StringBuilder text)
            throws IOException {
        ColumnIndex index = reader.readColumnIndex(column);
        text.append("%s %s values=%d encodings=%s statistics=%s sizes=%s dictionary=%s bloom=%s index=%s%n"
                .formatted(
                        column.getPath(),
                        column.getCodec(),
                        column.getValueCount(),
                        new java.util.TreeSet<>(column.getEncodings()),
                        column.getStatistics(),
                        sizes(column.getSizeStatistics()),
                        column.hasDictionaryPage(),
                        column.getBloomFilterLength() > 0,
                        index == null ? "none" : index.getMinValues().size() + " " + index.getNullCounts()));
    }

    private static String sizes(@Nullable SizeStatistics sizes) {
        return sizes == null || !sizes.isValid()
                ? "none"
                : "%s %s %s"
                        .formatted(
                                sizes.getUnencodedByteArrayDataBytes(),
                                sizes.getRepetitionLevelHistogram(),
                                sizes.getDefinitionLevelHistogram());
    }

    /** How many rows and values each page has. */
    private static List<String> pages(ParquetFileReader reader) throws IOException {
        List<String> pages = new ArrayList<>();
        PageReadStore group = reader.readNextRowGroup();
        while (group != null) {
            for (var column : reader.getFileMetaData().getSchema().getColumns()) {
                var chunk = group.getPageReader(column);
                for (DataPage page = chunk.readPage(); page != null; page = chunk.readPage()) {
                    pages.add("%s: %d of %s"
                            .formatted(
                                    String.join(".", column.getPath()), page.getValueCount(), page.getIndexRowCount()));
                }
            }
            group = reader.readNextRowGroup();
        }
        return pages;
    }
}
