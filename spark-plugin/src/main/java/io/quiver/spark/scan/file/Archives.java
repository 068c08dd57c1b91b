/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.scan.file;

import java.util.Optional;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Archives (tar, zip, 7z) whose entries are read as if they were files. Only Spark's readers open them. Source: {@code
 * SupportsArchiveFormat} of Spark 4.3.
 */
public final class Archives {
    /** The key of {@code SQLConf.ARCHIVE_FORMAT_READER_ENABLED}, which no minor before 4.3 has. */
    private static final String ENABLED = "spark.sql.files.archive.reader.enabled";

    private Archives() {}

    /** Why Quiver reads no file of a session that reads archives; empty if the session does not. */
    public static Optional<String> refusal() {
        return Boolean.parseBoolean(
                        SQLConf.get().getConfString(ENABLED, "false").trim())
                ? Optional.of("archives may be read")
                : Optional.empty();
    }
}
