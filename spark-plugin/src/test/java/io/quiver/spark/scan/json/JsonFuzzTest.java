/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.scan.json.JsonLines;
import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkInternals;
import io.quiver.spark.scan.LineFuzz;
import io.quiver.spark.scan.text.TextOpener;
import io.quiver.spark.scan.text.TextReadFunction;
import io.quiver.spark.scan.text.TextScanRdd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;
import scala.Function1;
import scala.collection.Iterator;

/** Random files of JSON lines are read as by Spark. */
final class JsonFuzzTest extends LineFuzz {
    JsonFuzzTest() {
        super("json");
    }

    @Override
    protected LineFile file(long seed) {
        JsonCase file = new JsonCase(seed);
        return new LineFile(file.schema(), file.asked, file.options, file.bytes);
    }

    @Override
    protected Map<String, String> settings(Random random) {
        return Map.of(
                "spark.sql.json.enableExactStringParsing", Boolean.toString(random.nextInt(4) > 0),
                "spark.sql.json.enablePartialResults", Boolean.toString(random.nextInt(4) > 0),
                "spark.sql.legacy.json.allowEmptyString.enabled", Boolean.toString(random.nextInt(6) == 0));
    }

    @Test
    void noRowsAreLostWhereSparksReaderDoesNotMeetOurFailure() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            lines.append("{\"i\":").append(i).append("}\n");
        }
        Path path = folder.resolve("failing.json");
        Files.writeString(path, lines);
        FileSourceScanExec scan =
                scanOf(spark.read().schema("i INT").json(path.toString()).where("i >= 10"));
        FileScanRDD rdd = (FileScanRDD) scan.inputRDD();
        Function1<PartitionedFile, Iterator<InternalRow>> stock = SparkInternals.readFunction(rdd);
        JsonReadSettings settings = JsonReadSettings.of(scan, stock);
        assertThat(settings.isFilteredBySpark()).isTrue();
        byte[] half = lines.substring(0, lines.length() / 2).getBytes(StandardCharsets.UTF_8);
        TextReadFunction ours = new TextReadFunction(
                stock, TextScanRdd.types(scan.requiredSchema()), new OpensFailing(settings, half), fallbacks());

        Iterator<?> batches = ours.apply(Scala.list(rdd.filePartitions()).get(0).files()[0]);

        assertThat(((ColumnarBatch) batches.next()).numRows()).isBetween(40, 60);
        assertThatThrownBy(batches::hasNext).hasRootCauseMessage("the disk fails once");
    }

    /** Opens a file whose text can be read up to some place. */
    private record OpensFailing(JsonReadSettings settings, byte[] text) implements TextOpener {
        @Override
        public StructType partitionSchema() {
            return settings.partitionSchema();
        }

        @Override
        public boolean isFilteredBySpark() {
            return settings.isFilteredBySpark();
        }

        @Override
        public TextScan open(PartitionedFile file) {
            JsonRecords records = new JsonRecords(settings);
            return new TextScan(
                    new FailingChunks(text),
                    new JsonLines(settings.fields(records.parser()), LineFinder.ofText()),
                    records);
        }
    }

    private static final class FailingChunks implements TextChunks {
        private final byte[] text;
        private boolean isRead;

        FailingChunks(byte[] text) {
            this.text = text;
        }

        @Override
        public TextChunk next() throws IOException {
            if (isRead) {
                throw new IOException("the disk fails once");
            }
            isRead = true;
            return new TextChunk(text, 0, text.length);
        }

        @Override
        public void close() {}
    }
}
