/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.rows;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.kernel.ColumnConcatenation;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One partition on disk. Each window over it reads the file separately and holds the batches that it shows. */
final class SpilledRows extends WindowRows {
    private static final int BATCHES_PER_PIECE = 4;

    private final BlockFile file;
    private final List<ColumnType> types;
    private final List<FileWindow> windows = new ArrayList<>();

    /** {@code file} holds the columns of the layout and now belongs to these rows. */
    SpilledRows(BlockFile file, List<ColumnType> types, PartitionMarks marks) {
        super(marks);
        this.file = file;
        this.types = types;
    }

    @Override
    public boolean isSpilled() {
        return true;
    }

    @Override
    public RowWindow open() {
        FileWindow window = new FileWindow();
        windows.add(window);
        return window;
    }

    @Override
    public int pieceEnd(int from, int to) {
        return (int) Math.min(to, (long) from + (long) BATCHES_PER_PIECE * rowsAtOnce());
    }

    /** Returns fewer rows if rows are long, because a window holds them all. */
    @Override
    public int rowsAtOnce() {
        long bytesPerRow = 1 + file.writtenBytes() / Math.max(1, rowCount());
        return (int) Math.max(1, Math.min(super.rowsAtOnce(), ByteBound.MAX_BYTES / bytesPerRow));
    }

    @Override
    public void close() {
        windows.forEach(FileWindow::end);
        windows.clear();
        file.close();
    }

    /** Shows consecutive batches of the file, joined if there are several. */
    private final class FileWindow implements RowWindow {
        private final Deque<Batch> batches = new ArrayDeque<>();
        private BlockFile.Scan scan = file.scan();
        private int first;
        private int end;
        private @Nullable Batch together;

        @Override
        public void show(int from, int to) {
            if (from < first) {
                scan.close();
                scan = file.scan();
                batches.clear();
                first = 0;
                end = 0;
                together = null;
            }
            dropBefore(from);
            while (end < to) {
                Batch batch = scan.read();
                if (batch == null) {
                    throw new IllegalStateException("row %d of a file of %d".formatted(to, end));
                }
                batches.add(batch);
                end += batch.rowCount();
                together = null;
                dropBefore(from);
            }
        }

        private void dropBefore(int row) {
            for (Batch oldest = batches.peek();
                    oldest != null && first + oldest.rowCount() <= row;
                    oldest = batches.peek()) {
                first += oldest.rowCount();
                batches.remove();
                together = null;
            }
        }

        @Override
        public Batch batch() {
            Batch known = together;
            if (known == null) {
                known = concatenate();
                together = known;
            }
            return known;
        }

        private Batch concatenate() {
            List<Column> columns = new ArrayList<>(types.size());
            for (int c = 0; c < types.size(); c++) {
                int ordinal = c;
                columns.add(
                        batches.size() == 1
                                ? batches.getFirst().column(c).flat()
                                : ColumnConcatenation.concatenate(
                                        types.get(c),
                                        batches.stream()
                                                .map(batch -> batch.column(ordinal))
                                                .toList()));
            }
            return new Batch(columns, end - first);
        }

        @Override
        public int base() {
            return first;
        }

        private void end() {
            scan.close();
            batches.clear();
        }
    }
}
