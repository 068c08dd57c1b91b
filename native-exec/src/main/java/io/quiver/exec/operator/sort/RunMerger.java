/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.sort;

import io.quiver.exec.exchange.BlockFile;
import io.quiver.exec.kernel.sort.RowOrder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges sorted runs. Of equal rows, those of earlier runs come first. Does not own the files. */
final class RunMerger {
    /** Rows of a batch with fewer bytes count as equally long. */
    private static final long LONG_ROWS_BYTES = 1L << 20;

    private final SortLayout layout;
    private final PriorityQueue<Run> queue;
    private final List<ColumnBuilder> builders = new ArrayList<>();

    RunMerger(SortLayout layout, List<BlockFile> files) {
        this.layout = layout;
        RowOrder order = layout.order();
        this.queue = new PriorityQueue<>(Math.max(1, files.size()), (left, right) -> {
            int result = order.compare(left.keys, left.row, right.keys, right.row);
            return result != 0 ? result : Integer.compare(left.number, right.number);
        });
        for (int i = 0; i < files.size(); i++) {
            Run run = new Run(i, files.get(i));
            if (run.load()) {
                queue.add(run);
            }
        }
        for (int c = 0; c < layout.inputColumns(); c++) {
            builders.add(ColumnBuilder.create(layout.types().get(c), Batch.TARGET_ROWS));
        }
    }

    @Nullable
    Batch next() {
        int count = 0;
        long bytes = 0;
        while (count < Batch.TARGET_ROWS && bytes < ByteBound.MAX_BYTES) {
            Run run = queue.poll();
            if (run == null) {
                break;
            }
            count++;
            bytes += run.take();
            if (run.row == run.rowCount()) {
                run.flush();
                if (run.load()) {
                    queue.add(run);
                }
                continue;
            }
            queue.add(run);
            if (queue.peek() != run) {
                run.flush();
            }
        }
        if (count == 0) {
            return null;
        }
        queue.forEach(Run::flush);
        return new Batch(builders.stream().map(ColumnBuilder::build).toList(), count);
    }

    /** The rows of one file and the position of the merge in them. */
    private final class Run {
        private final int number;
        private final BlockFile file;
        private @Nullable Batch batch;
        private Column[] keys = new Column[0];
        private int row;
        /** Number of rows taken but not yet copied. They are consecutive and are copied together when another run is next. */
        private int taken;

        private int[] rows = new int[0];
        /** Bytes per row; negative if rows are long and measured one by one. */
        private long bytesPerRow;

        Run(int number, BlockFile file) {
            this.number = number;
            this.file = file;
        }

        boolean load() {
            Batch next = file.read();
            batch = next;
            row = 0;
            taken = 0;
            if (next == null) {
                return false;
            }
            keys = layout.keyColumns(next);
            long bytes = ByteBound.bytesOf(next);
            bytesPerRow = bytes > LONG_ROWS_BYTES ? -1 : bytes / next.rowCount();
            rows = new int[next.rowCount()];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = i;
            }
            return true;
        }

        int rowCount() {
            return rows.length;
        }

        /** Takes the next row and returns its approximate size in bytes. */
        long take() {
            taken++;
            int next = row++;
            return bytesPerRow >= 0 ? bytesPerRow : bytesOf(next);
        }

        private long bytesOf(int row) {
            Batch from = batch;
            long bytes = 0;
            for (int c = 0; from != null && c < from.columnCount(); c++) {
                bytes += ByteBound.bytesOf(from.column(c), row);
            }
            return bytes;
        }

        void flush() {
            Batch from = batch;
            if (taken > 0 && from != null) {
                for (int c = 0; c < builders.size(); c++) {
                    builders.get(c).appendRows(from.column(c), rows, row - taken, taken);
                }
                taken = 0;
            }
        }
    }
}
