/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.kernel.hash.DictionaryBuilder;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.PartsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the small batches that a selective operator leaves into full ones, so that the operators above work on full
 * batches. Batches of many rows or many bytes pass unchanged. Rows keep their order. One thread.
 */
public final class BatchCoalescer {
    private static final int LARGE = Batch.TARGET_ROWS / 2;
    /** Copying this many bytes costs more than small batches do. */
    private static final long LARGE_BYTES = 1L << 20;

    private final List<Gathered> columns = new ArrayList<>();
    private final List<ColumnType> types;
    private int gathered;
    private long gatheredBytes;
    private @Nullable Batch passing;

    public BatchCoalescer(List<ColumnType> types) {
        this.types = List.copyOf(types);
    }

    /** Returns whether {@link #poll} has to be called before {@link #add}. */
    public boolean isFull() {
        return passing != null || gathered >= LARGE || gatheredBytes >= LARGE_BYTES;
    }

    /** Returns whether no rows are waiting. */
    public boolean isEmpty() {
        return passing == null && gathered == 0;
    }

    /** Returns the number of rows gathered from small batches. */
    public int gatheredRows() {
        return gathered;
    }

    /** Adds a batch, which must stay valid until the next {@code add}. */
    public void add(Batch batch) {
        if (isFull()) {
            throw new IllegalStateException("poll before you add");
        }
        if (batch.rowCount() >= LARGE) {
            passing = batch;
            return;
        }
        long bytes = ByteBound.bytesOf(batch);
        if (bytes >= LARGE_BYTES) {
            passing = batch;
            return;
        }
        for (int c = columns.size(); c < types.size(); c++) {
            columns.add(Gathered.of(types.get(c)));
        }
        for (int c = 0; c < types.size(); c++) {
            columns.get(c).append().accept(batch.column(c), batch.rowCount());
        }
        gathered += batch.rowCount();
        gatheredBytes += bytes;
    }

    /** Returns the next batch that is large enough, or with {@code all} any remaining rows; null if there is none. */
    public @Nullable Batch poll(boolean all) {
        if (gathered > 0 && (all || isFull())) {
            return gathered();
        }
        Batch batch = passing;
        passing = null;
        return batch;
    }

    private Batch gathered() {
        List<Column> built = new ArrayList<>(types.size());
        columns.forEach(column -> built.add(column.build().get()));
        Batch batch = new Batch(built, gathered);
        gathered = 0;
        gatheredBytes = 0;
        return batch;
    }

    /** The rows of one column: nested ones by their parts, text in a dictionary if it comes in one. */
    private record Gathered(ObjIntConsumer<Column> append, Supplier<Column> build) {
        static Gathered of(ColumnType type) {
            if (type.kind() == ColumnType.Kind.OPAQUE) {
                PartsBuilder parts = new PartsBuilder(type, LARGE);
                return new Gathered(parts::appendPrefix, parts::build);
            }
            DictionaryBuilder rows = new DictionaryBuilder(type, LARGE);
            return new Gathered(rows::appendPrefix, rows::build);
        }
    }
}
