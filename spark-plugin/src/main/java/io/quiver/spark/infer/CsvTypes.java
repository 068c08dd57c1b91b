/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import com.univocity.parsers.csv.CsvParser;
import io.quiver.exec.scan.csv.CsvField;
import io.quiver.exec.scan.csv.LineCutter;
import io.quiver.exec.scan.text.FieldSlots;
import io.quiver.exec.scan.text.LineSlots;
import io.quiver.exec.scan.text.NullFields;
import io.quiver.exec.scan.text.SureTexts;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.vector.ColumnType;
import io.quiver.spark.scan.csv.CsvReads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.csv.CSVInferSchema;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the column types of a partition as its lines are read. A text that surely leaves its column's type unchanged is skipped.
 * Any other goes to Spark's {@code CSVInferSchema.inferField} in line order, and so does a line that Spark's tokenizer must
 * split. One thread.
 */
final class CsvTypes {
    private final CSVInferSchema inference;
    private final SureCsvTexts sureTexts;
    private final LineCutter cutter;
    private final CsvParser parser;
    private final byte @Nullable [] header;
    private final DataType[] types;
    private final SureTexts[] sure;

    /**
     * Begins with columns of no type.
     *
     * @param firstLine skipped wherever it occurs, if it has the names of the columns
     */
    CsvTypes(CSVOptions options, CSVInferSchema inference, int columns, String firstLine) {
        this.inference = inference;
        sureTexts = new SureCsvTexts(options);
        cutter = new LineCutter(
                CsvReads.form(options, options.emptyValueInRead().isEmpty(), columns, false), fields(columns));
        parser = new CsvParser(options.asParserSettings());
        header = options.headerFlag() ? firstLine.getBytes(StandardCharsets.UTF_8) : null;
        types = new DataType[columns];
        Arrays.fill(types, DataTypes.NullType);
        sure = new SureTexts[columns];
        Arrays.fill(sure, sureTexts.of(DataTypes.NullType));
        if (options.headerFlag() && firstLine.indexOf('\uFFFD') >= 0) {
            throw new LeftToSpark("other bytes may make the same header");
        }
    }

    private static List<CsvField> fields(int columns) {
        List<CsvField> fields = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            fields.add(new CsvField(column, new NullFields(ColumnType.STRING)));
        }
        return fields;
    }

    DataType[] types() {
        return types;
    }

    void add(TextChunk chunk) {
        cutter.start(chunk);
        LineSlots lines = cutter.slots();
        lines.clear(chunk.data());
        while (cutter.next()) {
            if (isHeader(chunk.data(), cutter.lineStart(), cutter.lineEnd())) {
                continue;
            }
            cutter.add();
            if (lines.isFull()) {
                look(lines);
                lines.clear(chunk.data());
            }
        }
        look(lines);
    }

    private boolean isHeader(byte[] data, int start, int end) {
        byte[] line = header;
        return line != null && end - start == line.length && Arrays.equals(data, start, end, line, 0, line.length);
    }

    private void look(LineSlots lines) {
        String[][] ofSpark = lines.hasOdd() ? tokens(lines) : new String[0][];
        for (int column = 0; column < types.length; column++) {
            if (ofSpark.length == 0) {
                look(column, 0, lines.rowCount());
            } else {
                look(column, lines, ofSpark);
            }
        }
    }

    /** The fields of the lines that Spark's tokenizer splits. A line that it fails on fails the whole inference, as on Spark. */
    private String[][] tokens(LineSlots lines) {
        String[][] tokens = new String[lines.rowCount()][];
        for (int row = 0; row < tokens.length; row++) {
            if (lines.isOdd(row)) {
                int start = lines.start(row);
                tokens[row] = parser.parseLine(
                        new String(lines.data(), start, lines.end(row) - start, StandardCharsets.UTF_8));
                if (tokens[row] == null) {
                    throw new LeftToSpark("a line has no fields");
                }
            }
        }
        return tokens;
    }

    private void look(int column, LineSlots lines, String[][] ofSpark) {
        int from = 0;
        for (int row = 0; row < ofSpark.length && !sure[column].isAny(); row++) {
            if (lines.isOdd(row)) {
                look(column, from, row);
                if (column < ofSpark[row].length) {
                    step(column, ofSpark[row][column]);
                }
                from = row + 1;
            }
        }
        look(column, from, ofSpark.length);
    }

    private void look(int column, int from, int to) {
        FieldSlots slots = cutter.field(column);
        int row = sure[column].firstOther(slots, from, to);
        while (row < to) {
            int start = slots.starts()[row];
            step(column, new String(slots.data(), start, slots.lengths()[row], StandardCharsets.UTF_8));
            row = sure[column].firstOther(slots, row + 1, to);
        }
    }

    private void step(int column, @Nullable String text) {
        DataType type = inference.inferField(types[column], text);
        if (!type.equals(types[column])) {
            types[column] = type;
            sure[column] = sureTexts.of(type);
        }
    }
}
