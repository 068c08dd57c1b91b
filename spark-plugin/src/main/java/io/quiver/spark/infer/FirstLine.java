/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.exec.scan.text.LineFinder;
import io.quiver.exec.scan.text.TextChunk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line with the names of the columns, and their number: the first line that is neither blank nor a comment. Source:
 * {@code CSVUtils.filterCommentAndEmpty} of Spark 4.1 over a Dataset, which trims blanks and no other character.
 */
final class FirstLine {
    private final LineFinder finder = LineFinder.ofText();
    private final byte @Nullable [] comment;

    FirstLine(CSVOptions options) {
        comment = options.isCommentSet() ? String.valueOf(options.comment()).getBytes(StandardCharsets.UTF_8) : null;
    }

    /** The chunk's first line, or null if it has none. */
    @Nullable
    String in(TextChunk chunk) {
        finder.start(chunk);
        byte[] data = chunk.data();
        while (finder.next()) {
            int start = finder.lineStart();
            int end = finder.lineEnd();
            if (!isBlank(data, start, end) && !isComment(data, start, end)) {
                return new String(data, start, end - start, StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private static boolean isBlank(byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean isComment(byte[] data, int start, int end) {
        byte[] prefix = comment;
        return prefix != null
                && end - start >= prefix.length
                && Arrays.equals(data, start, start + prefix.length, prefix, 0, prefix.length);
    }
}
