/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.exchange;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.memory.SpillFile;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.ColumnType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores batches in a spill file, block after block. They are written once, then read from the start as often as wanted. Owns
 * the file. One thread.
 */
public final class BlockFile implements AutoCloseable {
    private static final int END = -1;

    private final SpillFile file;
    private final BlockReader reader;
    private final BlockWriter writer = new BlockWriter();
    private @Nullable DataOutputStream output;
    private @Nullable Scan scan;
    private long writtenBytes;

    public BlockFile(SpillFile file, List<ColumnType> types) {
        this.file = file;
        this.reader = new BlockReader(types);
    }

    public void write(Batch batch) {
        for (Batch piece : ByteBound.cut(batch)) {
            writer.write(piece);
            write(writer.bytes(), writer.length());
        }
    }

    /** Writes a block made by a {@link BlockWriter}. */
    public void write(byte[] bytes, int length) {
        Cancellation.check();
        try {
            if (output == null) {
                output = new DataOutputStream(file.openForWriting());
            }
            output.writeInt(length);
            output.write(bytes, 0, length);
            writtenBytes += length + 4L;
        } catch (IOException e) {
            throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot write a spill file", e);
        }
    }

    /** Ends the writing. */
    public void finish() {
        DataOutputStream open = output;
        if (open != null) {
            output = null;
            try (open) {
                open.writeInt(END);
            } catch (IOException e) {
                throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot finish a spill file", e);
            }
        }
    }

    /** Bytes written, before the host compresses them. */
    public long writtenBytes() {
        return writtenBytes;
    }

    /** The next batch in write order, or null after the last. */
    public @Nullable Batch read() {
        Scan current = scan;
        if (current == null) {
            current = scan();
            scan = current;
        }
        return current.read();
    }

    /** Makes the next {@link #read} begin at the start again. */
    public void rewind() {
        Scan open = scan;
        scan = null;
        if (open != null) {
            open.close();
        }
    }

    /** Opens another reader at the start of the file, independent of {@link #read}. The caller closes it before the file. */
    public Scan scan() {
        return new Scan();
    }

    /** Reads the file's batches in write order. One thread. */
    public final class Scan implements AutoCloseable {
        private @Nullable DataInputStream input;
        private byte[] block = new byte[0];

        private Scan() {}

        /** The next batch, or null after the last. */
        public @Nullable Batch read() {
            Cancellation.check();
            if (writtenBytes == 0) {
                return null;
            }
            try {
                DataInputStream open = input;
                if (open == null) {
                    open = new DataInputStream(file.openForReading());
                    input = open;
                }
                int length = open.readInt();
                if (length == END) {
                    return null;
                }
                if (block.length < length) {
                    block = new byte[length];
                }
                open.readFully(block, 0, length);
                return reader.read(block, 0, length);
            } catch (IOException e) {
                throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot read a spill file", e);
            }
        }

        @Override
        public void close() {
            DataInputStream open = input;
            input = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot close a spill file", e);
                }
            }
        }
    }

    @Override
    public void close() {
        try (SpillFile toDelete = file;
                DataOutputStream openOutput = output;
                Scan openScan = scan) {
            output = null;
            scan = null;
        } catch (IOException e) {
            throw new ExecutionException(ErrorCode.SPILL_FAILED, "Cannot close a spill file", e);
        }
    }
}
