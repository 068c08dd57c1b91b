/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiver.exec.scan.json.JsonLines;
import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.OddLines;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnBuilder;
import io.quiver.spark.column.BatchRows;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.scan.text.TextScanRdd;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.json.JSONOptionsInRead;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every text of a few special characters is read as Spark's parser reads it, or is left to that parser. */
final class ShortJsonTest {
    private static final StructType SCHEMA = StructType.fromDDL(
            "s STRING, i INT, d DOUBLE, n DECIMAL(4,1), b BOOLEAN, t TIMESTAMP, l BIGINT, f FLOAT, y TINYINT, day DATE");

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // characters (_ for a blank), how many, what stands before and behind them (^ for nothing), how many in
                // a hundred lines are plain at
                // least
                "01-+.eE\" ~ 5 ~ {\"s\": ~ } ~ 1",
                "01-.e, ~ 6 ~ {\"i\": ~ } ~ 0",
                "01-+.eE5 ~ 6 ~ {\"d\": ~ } ~ 2",
                "01-.e9\", ~ 5 ~ {\"n\": ~ } ~ 1",
                "01-5.e ~ 6 ~ {\"f\": ~ } ~ 2",
                "12-9 ~ 7 ~ {\"y\": ~ } ~ 0",
                "\"\\u00eDd8nb ~ 5 ~ {\"s\":\" ~ \"} ~ 1",
                "08dDcCfF ~ 4 ~ {\"s\":\"\\u ~ \"} ~ 50",
                "0dcf ~ 4 ~ {\"s\":\"\\ud83d\\u ~ \"} ~ 10",
                "{}[]\":,1 ~ 6 ~ ^ ~ ^ ~ 0",
                "{}[]\":,1 ~ 6 ~ {\"s\": ~ } ~ 0",
                "{}[]\",1: ~ 6 ~ {\"x\": ~ } ~ 0",
                "{}\":,s1 ~ 7 ~ { ~ } ~ 0",
                "truefalsn ~ 5 ~ {\"b\": ~ } ~ 0",
                "nul,}t ~ 5 ~ {\"s\": ~ } ~ 0",
                " \t\u000b\u0000_ ~ 5 ~ {\"s\": ~ 1} ~ 5",
                "é\uFEFF\u007f\u001f\"\\ ~ 5 ~ {\"s\":\" ~ \"} ~ 3",
                "02-1T: ~ 3 ~ {\"t\":\"2020-01- ~ \"} ~ 0",
                "01- ~ 5 ~ {\"day\":\"2020-1 ~ \"} ~ 0"
            })
    void textsAreReadAsByJackson(String characters, int length, String before, String behind, int plainPercent) {
        List<String> lines = new ArrayList<>();
        addLines(lines, before.replace("^", ""), behind.replace("^", ""), characters.replace('_', ' '), length);
        JsonReadSettings settings = settings();
        NotedLines odd = new NotedLines(TextScanRdd.types(SCHEMA).length);
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        JsonRecords jackson = new JsonRecords(settings);
        TextScan scan = new TextScan(
                new OneChunk(new TextChunk(text, 0, text.length)),
                new JsonLines(settings.fields(jackson.parser()), LineFinder.ofText()),
                odd);
        List<UnsafeRow> ours = rows(scan);
        int row = 0;
        int nextOdd = 0;
        int plain = 0;
        UnsafeProjection projection = UnsafeProjection.create(SCHEMA);
        for (String line : lines) {
            if (line.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r')) {
                continue; // left out
            }
            UnsafeRow read = ours.get(row++);
            if (nextOdd < odd.lines.size() && odd.lines.get(nextOdd).equals(line)) {
                nextOdd++;
                continue;
            }
            plain++;
            List<InternalRow> expected = rowsOf(jackson, line);
            assertThat(expected).as("<%s>", line).hasSize(1);
            assertThat(read).as("<%s>", line).isEqualTo(projection.apply(expected.get(0)));
        }
        assertThat(row).isEqualTo(ours.size());
        assertThat(nextOdd).isEqualTo(odd.lines.size());
        assertThat(plain)
                .as("plain of %d", lines.size())
                .isGreaterThan(0)
                .isGreaterThanOrEqualTo(lines.size() * plainPercent / 100);
    }

    private static void addLines(List<String> lines, String start, String behind, String characters, int length) {
        lines.add(start + behind);
        if (length > 0) {
            characters
                    .codePoints()
                    .forEach(next -> addLines(lines, start + Character.toString(next), behind, characters, length - 1));
        }
    }

    private static List<InternalRow> rowsOf(JsonRecords jackson, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        return Scala.list(jackson.rows(text, 0, text.length).toSeq());
    }

    private static JsonReadSettings settings() {
        JSONOptionsInRead options = new JSONOptionsInRead(
                Scala.map(Map.of("mode", "FAILFAST", "timeZone", "Europe/Berlin")), "UTC", "_corrupt_record");
        return new JsonReadSettings(null, SCHEMA, new StructType(), options, List.of());
    }

    private static List<UnsafeRow> rows(TextScan scan) {
        DataType[] types = TextScanRdd.types(SCHEMA);
        List<UnsafeRow> rows = new ArrayList<>();
        for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
            BatchRows ofBatch = new BatchRows(new OneBatch(batch), types);
            while (ofBatch.hasNext()) {
                rows.add(((UnsafeRow) ofBatch.next()).copy());
            }
        }
        return rows;
    }

    private static final class OneBatch implements io.quiver.exec.operator.BatchSource {
        private @Nullable Batch batch;

        OneBatch(Batch batch) {
            this.batch = batch;
        }

        @Override
        public @Nullable Batch next() {
            Batch next = batch;
            batch = null;
            return next;
        }
    }

    private static final class OneChunk implements TextChunks {
        private @Nullable TextChunk chunk;

        OneChunk(TextChunk chunk) {
            this.chunk = chunk;
        }

        @Override
        public @Nullable TextChunk next() {
            TextChunk next = chunk;
            chunk = null;
            return next;
        }

        @Override
        public void close() {}
    }

    /** Notes what lines are odd, and makes them rows of nulls. */
    private static final class NotedLines implements OddLines {
        private final List<String> lines = new ArrayList<>();
        private final int fields;

        NotedLines(int fields) {
            this.fields = fields;
        }

        @Override
        public void firstLine(byte[] data, int start, int end) {}

        @Override
        public int parse(byte[] data, int start, int end, ColumnBuilder[] builders) {
            lines.add(new String(data, start, end - start, StandardCharsets.UTF_8));
            for (int f = 0; f < fields; f++) {
                builders[f].appendNull();
            }
            return 1;
        }
    }
}
