/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

/**
 * The form of a file's lines.
 *
 * @param separator one ASCII character, neither quote nor line end
 * @param quote an ASCII character, 0 for none
 * @param escape an ASCII character; {@code quote} where there is none
 * @param comment lines that begin with this character are left out; {@link #NO_COMMENT} for none
 * @param trimsLeading whether characters up to the blank before a value are left out; the separator is above the blank then
 * @param trimsTrailing and those behind an unquoted value
 * @param nullText unquoted or quoted, it stands for null; nothing at all does in any case
 * @param emptyQuotesAreNull whether a pair of quotes with nothing between them is null; else Spark's parser is asked
 * @param onlyPlainQuotes whether a value that begins with a quote is read here, too, where nothing in it is escaped
 * @param columns how many columns the file has
 * @param needsAllColumns whether a line of fewer or more fields is malformed
 * @param maxColumns lines of more fields are Spark's to refuse
 * @param maxLineBytes and so may longer lines be
 */
public record CsvForm(
        byte separator,
        byte quote,
        byte escape,
        int comment,
        boolean trimsLeading,
        boolean trimsTrailing,
        byte[] nullText,
        boolean emptyQuotesAreNull,
        boolean onlyPlainQuotes,
        int columns,
        boolean needsAllColumns,
        int maxColumns,
        int maxLineBytes) {
    /** No byte. */
    public static final int NO_COMMENT = Byte.MAX_VALUE + 1;
}
