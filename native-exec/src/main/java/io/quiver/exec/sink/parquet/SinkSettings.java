/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.sink.parquet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The configuration of files to write. Source: ParquetOutputFormat.getRecordWriter of parquet-mr 1.16.
 *
 * @param poolRatio the share of the heap for the row groups of all open files together
 */
public record SinkSettings(
        ParquetProperties properties,
        CompressionCodecName codec,
        long rowGroupBytes,
        long rowGroupRows,
        int maxPaddingBytes,
        boolean validates,
        float poolRatio) {
    private static final String ROW_GROUP_ROWS = "parquet.block.row.count.limit";
    private static final float DEFAULT_POOL_RATIO = 0.95f;

    /** Keys that are read here, other than those of single columns, or that do not concern writers. */
    private static final Set<String> KNOWN = Set.of(
            ParquetOutputFormat.BLOCK_SIZE,
            ParquetOutputFormat.PAGE_SIZE,
            ParquetOutputFormat.COMPRESSION,
            ParquetOutputFormat.WRITE_SUPPORT_CLASS,
            ParquetOutputFormat.DICTIONARY_PAGE_SIZE,
            ParquetOutputFormat.ENABLE_DICTIONARY,
            ParquetOutputFormat.VALIDATION,
            ParquetOutputFormat.WRITER_VERSION,
            ParquetOutputFormat.MEMORY_POOL_RATIO,
            ParquetOutputFormat.MIN_MEMORY_ALLOCATION,
            ParquetOutputFormat.MAX_PADDING_BYTES,
            ParquetOutputFormat.MIN_ROW_COUNT_FOR_PAGE_SIZE_CHECK,
            ParquetOutputFormat.MAX_ROW_COUNT_FOR_PAGE_SIZE_CHECK,
            ParquetOutputFormat.PAGE_VALUE_COUNT_THRESHOLD,
            ParquetOutputFormat.ESTIMATE_PAGE_SIZE_CHECK,
            ParquetOutputFormat.COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetOutputFormat.STATISTICS_TRUNCATE_LENGTH,
            ParquetOutputFormat.BLOOM_FILTER_ENABLED,
            ParquetOutputFormat.BLOOM_FILTER_MAX_BYTES,
            ParquetOutputFormat.ADAPTIVE_BLOOM_FILTER_ENABLED,
            ROW_GROUP_ROWS,
            ParquetOutputFormat.PAGE_ROW_COUNT_LIMIT,
            ParquetOutputFormat.PAGE_WRITE_CHECKSUM_ENABLED,
            ParquetOutputFormat.STATISTICS_ENABLED,
            ParquetOutputFormat.JOB_SUMMARY_LEVEL,
            ParquetOutputFormat.ENABLE_JOB_SUMMARY,
            "parquet.compression.codec.zstd.level",
            "parquet.compression.codec.zstd.workers",
            "parquet.compression.codec.zstd.bufferPool.enabled");

    /** Prefixes of keys that do not affect what is written. */
    private static final List<String> READERS = List.of(
            "parquet.read.",
            "parquet.filter.",
            "parquet.private.",
            "parquet.task.side.",
            "parquet.strict.typing",
            "parquet.strings.signed-min-max.",
            "parquet.split.files",
            "parquet.avro.",
            "parquet.thrift.",
            "parquet.proto.",
            "parquet.hadoop.vectored.io.",
            "parquet.decrypt.",
            "parquet.metadata.read.",
            "parquet.page.verify-checksum.",
            "parquet.example.",
            "parquet.benchmark.");

    /** Applies a key to one column. */
    private interface ColumnSetting {
        void set(ParquetProperties.Builder properties, String column, Configuration conf, String key);
    }

    /** Keys that can be set for single columns, after the key and a number sign. */
    private static final Map<String, ColumnSetting> OF_COLUMNS = Map.of(
            ParquetOutputFormat.ENABLE_DICTIONARY,
            (properties, column, conf, key) -> properties.withDictionaryEncoding(column, conf.getBoolean(key, false)),
            ParquetOutputFormat.BLOOM_FILTER_ENABLED,
            (properties, column, conf, key) -> properties.withBloomFilterEnabled(column, conf.getBoolean(key, false)),
            ParquetOutputFormat.BLOOM_FILTER_EXPECTED_NDV,
            (properties, column, conf, key) -> properties.withBloomFilterNDV(column, conf.getLong(key, -1L)),
            ParquetOutputFormat.BLOOM_FILTER_FPP,
            (properties, column, conf, key) -> properties.withBloomFilterFPP(
                    column, conf.getDouble(key, ParquetProperties.DEFAULT_BLOOM_FILTER_FPP)),
            ParquetOutputFormat.BLOOM_FILTER_CANDIDATES_NUMBER,
            (properties, column, conf, key) -> properties.withBloomFilterCandidatesNumber(
                    column, conf.getInt(key, ParquetProperties.DEFAULT_BLOOM_FILTER_CANDIDATES_NUMBER)),
            ParquetOutputFormat.STATISTICS_ENABLED,
            (properties, column, conf, key) -> properties.withStatisticsEnabled(
                    column, conf.getBoolean(key, ParquetProperties.DEFAULT_STATISTICS_ENABLED)));

    /** Returns the first Parquet key whose meaning for written files is not known here: encryption, and future keys. */
    public static Optional<String> unknownKey(Configuration conf) {
        for (Map.Entry<String, String> entry : conf) {
            String key = entry.getKey();
            if (key.startsWith("parquet.") && !isKnown(key)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    private static boolean isKnown(String key) {
        return KNOWN.contains(key)
                || READERS.stream().anyMatch(key::startsWith)
                || ofColumn(key).isPresent();
    }

    private static Optional<ColumnSetting> ofColumn(String key) {
        int sign = key.indexOf('#');
        return sign < 0 ? Optional.empty() : Optional.ofNullable(OF_COLUMNS.get(key.substring(0, sign)));
    }

    public static SinkSettings of(Configuration conf, CompressionCodecName codec) {
        ParquetProperties.Builder properties = ParquetProperties.builder()
                .withPageSize(ParquetOutputFormat.getPageSize(conf))
                .withDictionaryPageSize(ParquetOutputFormat.getDictionaryPageSize(conf))
                .withDictionaryEncoding(ParquetOutputFormat.getEnableDictionary(conf))
                .withWriterVersion(ParquetOutputFormat.getWriterVersion(conf))
                .estimateRowCountForPageSizeCheck(ParquetOutputFormat.getEstimatePageSizeCheck(conf))
                .withMinRowCountForPageSizeCheck(ParquetOutputFormat.getMinRowCountForPageSizeCheck(conf))
                .withMaxRowCountForPageSizeCheck(ParquetOutputFormat.getMaxRowCountForPageSizeCheck(conf))
                .withPageValueCountThreshold(ParquetOutputFormat.getValueCountThreshold(conf))
                .withColumnIndexTruncateLength(conf.getInt(
                        ParquetOutputFormat.COLUMN_INDEX_TRUNCATE_LENGTH,
                        ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH))
                .withStatisticsTruncateLength(conf.getInt(
                        ParquetOutputFormat.STATISTICS_TRUNCATE_LENGTH,
                        ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH))
                .withMaxBloomFilterBytes(ParquetOutputFormat.getBloomFilterMaxBytes(conf))
                .withBloomFilterEnabled(ParquetOutputFormat.getBloomFilterEnabled(conf))
                .withAdaptiveBloomFilterEnabled(ParquetOutputFormat.getAdaptiveBloomFilterEnabled(conf))
                .withPageRowCountLimit(conf.getInt(
                        ParquetOutputFormat.PAGE_ROW_COUNT_LIMIT, ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT))
                .withPageWriteChecksumEnabled(ParquetOutputFormat.getPageWriteChecksumEnabled(conf))
                .withStatisticsEnabled(ParquetOutputFormat.getStatisticsEnabled(conf));
        readColumns(conf, properties);
        return new SinkSettings(
                properties.build(),
                codec,
                ParquetOutputFormat.getLongBlockSize(conf),
                conf.getInt(ROW_GROUP_ROWS, Integer.MAX_VALUE),
                conf.getInt(ParquetOutputFormat.MAX_PADDING_BYTES, ParquetWriter.MAX_PADDING_SIZE_DEFAULT),
                ParquetOutputFormat.getValidation(conf),
                conf.getFloat(ParquetOutputFormat.MEMORY_POOL_RATIO, DEFAULT_POOL_RATIO));
    }

    private static void readColumns(Configuration conf, ParquetProperties.Builder properties) {
        for (Map.Entry<String, String> entry : conf) {
            String key = entry.getKey();
            ofColumn(key).ifPresent(setting -> setting.set(properties, key.substring(key.indexOf('#') + 1), conf, key));
        }
    }
}
