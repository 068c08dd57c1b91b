/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.limit;

import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hands on the first {@code count} rows after {@code offset} rows and pulls nothing more once it has them. */
public final class LimitOperator implements Operator {
    private final Operator input;
    private long toSkip;
    private long toReturn;

    public LimitOperator(Operator input, long offset, long count) {
        if (offset < 0 || count < 0) {
            throw new IllegalArgumentException("offset or count is negative: %d, %d".formatted(offset, count));
        }
        this.input = input;
        this.toSkip = offset;
        this.toReturn = count;
    }

    @Override
    public @Nullable Batch next() {
        while (toReturn > 0) {
            Batch batch = input.next();
            if (batch == null) {
                toReturn = 0;
                return null;
            }
            int rowCount = batch.rowCount();
            int skipped = (int) Math.min(toSkip, rowCount);
            int kept = (int) Math.min(toReturn, rowCount - skipped);
            toSkip -= skipped;
            toReturn -= kept;
            if (kept > 0) {
                return slice(batch, skipped, kept);
            }
        }
        return null;
    }

    private static Batch slice(Batch batch, int from, int count) {
        if (from == 0) {
            return batch.prefix(count);
        }
        return batch.gather(IntStream.range(from, from + count).toArray(), count);
    }

    @Override
    public void close() {
        input.close();
    }
}
