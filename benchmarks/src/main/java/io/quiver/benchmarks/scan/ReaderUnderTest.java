/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.benchmarks.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A reader of Parquet files. */
interface ReaderUnderTest {
    /** Reads the columns of one file and looks at every value. */
    Seen read(Path file, List<String> columns) throws IOException;

    /** What was read: the number of rows, and a sum of all numbers and of the first byte and length of all strings. */
    record Seen(long rows, long sum) {
        static final Seen NOTHING = new Seen(0, 0);

        Seen and(Seen other) {
            return new Seen(rows + other.rows, sum + other.sum);
        }
    }
}
