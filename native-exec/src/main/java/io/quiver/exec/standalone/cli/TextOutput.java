/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.cli;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import io.substrait.proto.Type;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints batches as CSV (RFC 4180; null is empty), or as a table. The first batch determines the widths of a table's columns.
 */
final class TextOutput {
    private static final int MAX_WIDTH = 60;

    private final List<String> names;
    private final List<Type> types;
    private final boolean isCsv;
    private final PrintStream out;
    private int[] widths = new int[0];

    TextOutput(List<String> names, List<Type> types, boolean isCsv, PrintStream out) {
        this.names = names;
        this.types = types;
        this.isCsv = isCsv;
        this.out = out;
    }

    void add(Batch batch) {
        List<Column> columns = batch.columns().stream().map(Column::flat).toList();
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                boolean isNull = columns.get(i).isNull(row);
                cells.add(isNull ? (isCsv ? "" : "NULL") : quoted(CellText.of(columns.get(i), row, types.get(i))));
            }
            rows.add(cells);
        }
        begin(rows);
        rows.forEach(this::line);
        out.flush();
    }

    /** Prints the header if no row has. */
    void finish() {
        begin(List.of());
        out.flush();
    }

    private void begin(List<List<String>> rows) {
        if (widths.length > 0 || names.isEmpty()) {
            return;
        }
        widths = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(1, names.get(i).length());
            for (List<String> row : rows) {
                widths[i] = Math.min(MAX_WIDTH, Math.max(widths[i], row.get(i).length()));
            }
        }
        line(names.stream().map(this::quoted).toList());
        if (!isCsv) {
            List<String> rule = new ArrayList<>();
            for (int width : widths) {
                rule.add("-".repeat(width));
            }
            line(rule);
        }
    }

    private String quoted(String cell) {
        boolean needsQuotes = isCsv
                && (cell.isEmpty()
                        || cell.indexOf(',') >= 0
                        || cell.indexOf('"') >= 0
                        || cell.indexOf('\n') >= 0
                        || cell.indexOf('\r') >= 0);
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private void line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (i > 0) {
                line.append(isCsv ? "," : "  ");
            }
            line.append(cell);
            if (!isCsv && i < cells.size() - 1) {
                line.append(" ".repeat(Math.max(0, widths[i] - cell.length())));
            }
        }
        out.print(line.append(isCsv ? "\r\n" : "\n"));
    }
}
