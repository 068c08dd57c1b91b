/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import io.quiver.exec.scan.csv.CsvField;
import io.quiver.exec.scan.csv.CsvForm;
import io.quiver.exec.scan.csv.LineCutter;
import io.quiver.exec.scan.text.OddLines;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.scan.text.TextChunks;
import io.quiver.exec.scan.text.TextFields;
import io.quiver.exec.scan.text.TextScan;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every line of up to six special characters is split as univocity's parser splits it, or is left to that parser. */
final class PlainLinesTest {
    private static final int COLUMNS = 3;
    private static final int MAX_LENGTH = 6;
    private static final byte[] ODD = "odd".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                // characters of lines, quote, escape, columns asked for, whether blanks are trimmed before and behind
                "a,\"\\_ \" \\ 012 none",
                "a,\"\\_ \" \\ 02 none",
                "a,\"\\_ \" \\ 1 none",
                "a,\"_ \" \" 012 none",
                "a,\"_ \" \" 0 none",
                "a,'\"# ' \" 012 none",
                "a,\"\u000b\u0000\u007f \" \\ 12 none",
                "a,\"_\u000b \" \\ 012 both",
                "a,\"_ \" \\ 1 both",
                "a,\"_\\ \" \\ 012 leading",
                "a,\"_\\ \" \\ 02 trailing",
                "a,\"_\u0001 \" \" 012 trailing"
            })
    void linesAreCutAsUnivocityCutsThem(String characters, char quote, char escape, String asked, String trimmed) {
        List<String> lines = new ArrayList<>();
        addLines(lines, "", characters.replace('_', ' '));
        int[] ordinals = asked.chars().map(c -> c - '0').toArray();
        boolean isLeading = trimmed.equals("both") || trimmed.equals("leading");
        boolean isTrailing = trimmed.equals("both") || trimmed.equals("trailing");
        CsvParser parser = parser(quote, escape, isLeading, isTrailing, ordinals);
        List<List<@Nullable String>> cut = cut(lines, quote, escape, isLeading, isTrailing, ordinals);
        int plain = 0;
        int next = 0;
        for (String line : lines) {
            if (line.trim().isEmpty()) {
                continue; // Spark leaves it out
            }
            List<@Nullable String> ours = cut.get(next++);
            if (isOdd(ours)) {
                continue; // the parser may fail: its loop over trailing blanks has no end
            }
            String[] theirs = parser.parseLine(line);
            plain++;
            List<@Nullable String> expected = new ArrayList<>();
            for (String token : theirs) {
                expected.add(token == null || token.isEmpty() ? null : token);
            }
            assertThat(ours).as("<%s>", line).isEqualTo(expected);
        }
        assertThat(next).isEqualTo(cut.size());
        assertThat(plain).as("of %d lines", lines.size()).isGreaterThan(lines.size() / 12);
    }

    private static boolean isOdd(List<@Nullable String> row) {
        return "odd".equals(row.get(0));
    }

    private static void addLines(List<String> lines, String start, String characters) {
        lines.add(start);
        if (start.length() < MAX_LENGTH) {
            characters.chars().forEach(next -> addLines(lines, start + (char) next, characters));
        }
    }

    /** As {@code CSVOptions.asParserSettings} of Spark 4.1 with its defaults, and {@code UnivocityParser.tokenizer}. */
    private static CsvParser parser(char quote, char escape, boolean isLeading, boolean isTrailing, int[] ordinals) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setQuote(quote);
        settings.getFormat().setQuoteEscape(escape);
        settings.setCommentProcessingEnabled(false);
        settings.setIgnoreLeadingWhitespaces(isLeading);
        settings.setIgnoreTrailingWhitespaces(isTrailing);
        settings.setMaxColumns(20480);
        settings.setMaxCharsPerColumn(-1);
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setUnescapedQuoteHandling(com.univocity.parsers.csv.UnescapedQuoteHandling.STOP_AT_DELIMITER);
        settings.setLineSeparatorDetectionEnabled(false);
        if (ordinals.length < COLUMNS) {
            Integer[] indexes = new Integer[ordinals.length];
            for (int i = 0; i < indexes.length; i++) {
                indexes[i] = ordinals[i];
            }
            settings.selectIndexes(indexes);
        }
        return new CsvParser(settings);
    }

    private static List<List<@Nullable String>> cut(
            List<String> lines, char quote, char escape, boolean isLeading, boolean isTrailing, int[] ordinals) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        List<CsvField> fields = new ArrayList<>();
        for (int ordinal : ordinals) {
            fields.add(new CsvField(ordinal, new TextFields(new byte[0])));
        }
        CsvForm form = new CsvForm(
                (byte) ',',
                (byte) quote,
                (byte) escape,
                CsvForm.NO_COMMENT,
                isLeading,
                isTrailing,
                new byte[0],
                true,
                true,
                COLUMNS,
                ordinals.length == COLUMNS,
                20480,
                Integer.MAX_VALUE);
        TextScan scan = new TextScan(
                new OneChunk(new TextChunk(text, 0, text.length)), new LineCutter(form, fields), new AllOdd());
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Batch batch = scan.next(); batch != null; batch = scan.next()) {
            for (int row = 0; row < batch.rowCount(); row++) {
                List<@Nullable String> tokens = new ArrayList<>();
                for (int f = 0; f < ordinals.length; f++) {
                    BytesColumn column = (BytesColumn) batch.column(f);
                    tokens.add(column.isNull(row) ? null : column.string(row));
                }
                rows.add(tokens);
            }
        }
        return rows;
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

    private static final class AllOdd implements OddLines {
        @Override
        public void firstLine(byte[] data, int start, int end) {}

        @Override
        public int parse(byte[] data, int start, int end, ColumnBuilder[] fields) {
            for (ColumnBuilder field : fields) {
                field.appendBytes(ODD, 0, ODD.length);
            }
            return 1;
        }
    }
}
