/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A temporary file written once and read any number of times. The host decides on compression and encryption. */
public interface SpillFile extends AutoCloseable {
    OutputStream openForWriting() throws IOException;

    InputStream openForReading() throws IOException;

    /** Deletes the file. Safe to call twice. */
    @Override
    void close();
}
