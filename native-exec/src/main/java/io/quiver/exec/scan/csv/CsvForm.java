/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.csv;

/**
 * The format of a file's lines.
 *
 * @param separator one ASCII character, neither quote nor line end
 * @param quote an ASCII character, 0 for none
 * @param escape an ASCII character; {@code quote} if there is none
 * @param comment lines that begin with this character are skipped; {@link #NO_COMMENT} for none
 * @param trimsLeading whether characters up to the blank before a value are dropped; the separator is then above the blank
 * @param trimsTrailing the same for characters behind an unquoted value
 * @param nullText stands for null, unquoted or quoted; an empty value always does
 * @param emptyQuotesAreNull whether an empty pair of quotes is null; otherwise Spark's parser reads it
 * @param onlyPlainQuotes whether a value that begins with a quote is read here, too, if nothing in it is escaped
 * @param columns the number of columns of the file
 * @param needsAllColumns whether a line with fewer or more fields is malformed
 * @param maxColumns lines with more fields go to Spark, which may reject them
 * @param maxLineBytes longer lines go to Spark, too
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
    /** Equal to no byte. */
    public static final int NO_COMMENT = Byte.MAX_VALUE + 1;
}
