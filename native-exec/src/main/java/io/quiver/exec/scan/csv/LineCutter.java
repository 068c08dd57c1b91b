/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

import io.quiver.exec.scan.text.FieldSlots;
import io.quiver.exec.scan.text.LineParser;
import io.quiver.exec.scan.text.LineSlots;
import io.quiver.exec.scan.text.TextChunk;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.List;

/** Cuts a chunk into lines, and lines into fields. Skips lines that are blank or comments, as Spark does. One thread. */
public final class LineCutter implements LineParser {
    // no kind, 0, is a byte like any other
    private static final byte SEPARATOR = 1;
    private static final byte LINE_END = 2;
    private static final byte QUOTE = 3;
    private static final byte ODD = 4;

    private final CsvForm form;
    private final byte[] kinds = new byte[128];
    private final Structurals structurals;
    private final List<CsvField> fields;
    private final CsvSlots slots;

    private byte[] data = {};
    private int end;
    private int position;
    private int head;

    private int lineStart;
    private int lineEnd;
    /** The first entry of the line's separators and quotes. */
    private int firstMark;

    private int markEnd;
    private int separatorCount;
    private boolean hasQuotes;
    private boolean isOdd;

    public LineCutter(CsvForm form, List<CsvField> fields) {
        this.form = form;
        this.fields = fields;
        slots = new CsvSlots(fields);
        structurals = new Structurals(form.separator(), form.quote());
        kinds[0] = ODD;
        if (form.quote() != 0) {
            kinds[form.quote()] = QUOTE;
        }
        kinds['\n'] = LINE_END;
        kinds['\r'] = LINE_END;
        kinds[form.separator()] = SEPARATOR;
    }

    @Override
    public List<ColumnType> types() {
        return fields.stream().map(field -> field.values().type()).toList();
    }

    @Override
    public void start(TextChunk chunk) {
        data = chunk.data();
        position = chunk.start();
        end = chunk.end();
        head = 0;
        structurals.start(chunk);
    }

    @Override
    public LineSlots slots() {
        return slots.lines();
    }

    @Override
    public List<Column> columns() {
        slots.lines().setAscii(structurals.isAscii());
        return slots.columns();
    }

    /** Returns the positions of the texts of a field of the batch. */
    public FieldSlots field(int field) {
        return slots.field(field);
    }

    @Override
    public int lineStart() {
        return lineStart;
    }

    @Override
    public int lineEnd() {
        return lineEnd;
    }

    @Override
    public boolean next() {
        while (position < end) {
            findLine();
            if (!isBlank() && !isComment()) {
                return true;
            }
        }
        return false;
    }

    private void findLine() {
        lineStart = position;
        hasQuotes = false;
        isOdd = false;
        int first = head;
        int next = head;
        int free = head;
        int[] positions = structurals.positions();
        int tail = structurals.tail();
        int start = position;
        int separators = 0;
        while (true) {
            if (next == tail) {
                boolean hasMore = structurals.more(first);
                if (!hasMore) {
                    lineEnd = end;
                    position = end;
                    break;
                }
                next -= first;
                free -= first;
                first = 0;
                positions = structurals.positions();
                tail = structurals.tail();
                continue;
            }
            int at = positions[next++];
            byte kind = kinds[data[at]];
            if (kind == SEPARATOR) {
                positions[free++] = at;
                separators++;
            } else if (kind == QUOTE) {
                positions[free++] = at;
                hasQuotes = true;
            } else if (kind == LINE_END) {
                if (at < start) {
                    continue; // the LF of a CR LF
                }
                lineEnd = at;
                position = at + 1;
                if (data[at] == '\r' && position < end && data[position] == '\n') {
                    position++;
                }
                break;
            } else {
                isOdd |= kind == ODD;
            }
        }
        firstMark = first;
        markEnd = free;
        separatorCount = separators;
        head = next;
    }

    /** Works like {@code CSVExprUtils.filterCommentAndEmpty} of Spark 4.1, which trims characters up to the space. */
    private boolean isBlank() {
        for (int i = lineStart; i < lineEnd; i++) {
            if ((data[i] & 0xFF) > ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean isComment() {
        return data[lineStart] == form.comment();
    }

    @Override
    public void add() {
        if (slots.hasNoFields() && !form.needsAllColumns()) {
            slots.addEmpty(lineStart, lineEnd); // Spark does not look into the line either
            return;
        }
        if (isOdd
                || separatorCount >= form.maxColumns()
                || lineEnd - lineStart > form.maxLineBytes()
                || (hasQuotes && !form.onlyPlainQuotes())) {
            slots.lines().setOdd(slots.addEmpty(lineStart, lineEnd));
            return;
        }
        if (hasQuotes || form.trimsLeading() || form.trimsTrailing()) {
            int row = slots.addEmpty(lineStart, lineEnd);
            if (!cutOneByOne(row)) {
                slots.lines().setOdd(row);
            }
            return;
        }
        if (form.needsAllColumns() && separatorCount + 1 != form.columns()) {
            slots.lines().setOdd(slots.addEmpty(lineStart, lineEnd));
            return;
        }
        slots.add(lineStart, lineEnd, structurals.positions(), firstMark, separatorCount);
    }

    /**
     * Cuts a line that has quotes or whose values are trimmed. A field that begins with a quote ends with the next quote. A
     * quote within other text is a character like any other. Source: {@code CsvParser.parseSingleDelimiterRecord} of
     * univocity-parsers 2.9.
     *
     * @return false if the line is not that plain
     */
    private boolean cutOneByOne(int row) {
        int[] marks = structurals.positions();
        int mark = firstMark;
        int start = lineStart;
        int column = 0;
        while (true) {
            start = form.trimsLeading() ? afterBlanks(start) : start;
            boolean isQuoted = mark < markEnd && marks[mark] == start && data[start] == form.quote();
            int fieldStart = start;
            int fieldEnd;
            if (isQuoted) {
                fieldStart++;
                mark = nextQuote(marks, mark + 1);
                if (mark < 0 || !isPlain(fieldStart, marks[mark])) {
                    return false;
                }
                fieldEnd = marks[mark++];
            } else {
                while (mark < markEnd && data[marks[mark]] != form.separator()) {
                    mark++;
                }
                fieldEnd = mark < markEnd ? marks[mark] : lineEnd;
                if (form.trimsTrailing() && fieldEnd > start) {
                    fieldEnd = beforeBlanks(start, fieldEnd);
                    if (fieldEnd == start) {
                        return false; // of nothing but blanks, of which the first one was not left out
                    }
                }
            }
            slots.set(row, column++, fieldStart, fieldEnd);
            if (mark == markEnd) {
                return !form.needsAllColumns() || column == form.columns();
            }
            start = marks[mark++] + 1;
        }
    }

    private int afterBlanks(int start) {
        int at = start;
        while (at < lineEnd && (data[at] & 0xFF) <= ' ') {
            at++;
        }
        return at;
    }

    private int beforeBlanks(int start, int end) {
        int at = end;
        while (at > start && (data[at - 1] & 0xFF) <= ' ') {
            at--;
        }
        return at;
    }

    private int nextQuote(int[] marks, int from) {
        for (int mark = from; mark < markEnd; mark++) {
            if (data[marks[mark]] == form.quote()) {
                return mark;
            }
        }
        return -1;
    }

    /** Returns whether nothing in the quotes is escaped and a separator or the line's end follows them. */
    private boolean isPlain(int start, int end) {
        if (start == end && !form.emptyQuotesAreNull()) {
            return false;
        }
        if (end + 1 != lineEnd && data[end + 1] != form.separator()) {
            return false;
        }
        byte escape = form.escape();
        for (int i = start; i < end; i++) {
            if (data[i] == escape) {
                return false;
            }
        }
        return true;
    }
}
