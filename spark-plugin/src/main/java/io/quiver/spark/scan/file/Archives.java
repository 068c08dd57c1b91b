/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import org.apache.spark.sql.internal.SQLConf;

/**
 * Archives (tar, zip, 7z) whose entries are read as if they were files. Only Spark's readers open them. Source: {@code
 * SupportsArchiveFormat} of Spark 4.3.
 */
public final class Archives {
    /** Why Quiver reads no file of a scan while {@link #areRead}. */
    public static final String REFUSAL = "archives may be read";

    /** The key of {@code SQLConf.ARCHIVE_FORMAT_READER_ENABLED}, which no minor before 4.3 has. */
    private static final String ENABLED = "spark.sql.files.archive.reader.enabled";

    private Archives() {}

    /** Whether the session reads archives. */
    public static boolean areRead() {
        return SQLConf.get().getConfString(ENABLED, "false").equalsIgnoreCase("true");
    }
}
