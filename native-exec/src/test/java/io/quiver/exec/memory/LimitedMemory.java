/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/** Memory with a limit, which counts what is held and what files are open; spill files are in memory. */
public final class LimitedMemory implements TaskMemory {
    private final long limit;
    private long held;
    private int openFiles;
    private int filesEver;

    public LimitedMemory(long limit) {
        this.limit = limit;
    }

    public long heldBytes() {
        return held;
    }

    public int openFiles() {
        return openFiles;
    }

    /** How many spill files were made. */
    public int filesEver() {
        return filesEver;
    }

    @Override
    public Account open(String name, Spillable spillable) {
        return new LimitedAccount();
    }

    private final class LimitedAccount implements Account {
        private long mine;

        @Override
        public boolean resize(long bytes) {
            if (bytes > mine && held - mine + bytes > limit) {
                return false;
            }
            held += bytes - mine;
            mine = bytes;
            return true;
        }

        @Override
        public long heldBytes() {
            return mine;
        }

        @Override
        public SpillFile newSpillFile() {
            openFiles++;
            filesEver++;
            return new MemoryFile();
        }

        @Override
        public void close() {
            resize(0);
        }
    }

    private final class MemoryFile implements SpillFile {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean closed;

        @Override
        public OutputStream openForWriting() {
            return bytes;
        }

        @Override
        public InputStream openForReading() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                openFiles--;
            }
        }
    }
}
