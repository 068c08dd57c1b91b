/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ByteBound;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the batches of an operator that hold too many bytes into pieces. Such an operator may make long rows, or many rows of
 * one.
 */
public final class BoundedOutput implements Operator {
    private final Operator operator;
    private final Deque<Batch> pieces = new ArrayDeque<>();

    public BoundedOutput(Operator operator) {
        this.operator = operator;
    }

    @Override
    public @Nullable Batch next() {
        Batch piece = pieces.poll();
        if (piece != null) {
            return piece;
        }
        Batch batch = operator.next();
        if (batch == null || ByteBound.holds(batch)) {
            return batch;
        }
        pieces.addAll(ByteBound.cut(batch));
        return pieces.remove();
    }

    @Override
    public void close() {
        pieces.clear();
        operator.close();
    }
}
