/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.memory;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory without a limit. */
final class UnlimitedMemory implements TaskMemory {
    @Override
    public Account open(String name, Spillable spillable) {
        return new FreeAccount();
    }

    private static final class FreeAccount implements Account {
        private long held;

        @Override
        public boolean resize(long bytes) {
            held = bytes;
            return true;
        }

        @Override
        public long heldBytes() {
            return held;
        }

        @Override
        public SpillFile newSpillFile() {
            try {
                return new TemporaryFile(Files.createTempFile("quiver-spill-", ".bin"));
            } catch (IOException e) {
                throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot create a spill file", e);
            }
        }

        @Override
        public void close() {
            held = 0;
        }
    }

    private record TemporaryFile(Path path) implements SpillFile {
        @Override
        public OutputStream openForWriting() throws IOException {
            return Files.newOutputStream(path);
        }

        @Override
        public InputStream openForReading() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot delete spill file: " + path, e);
            }
        }
    }
}
