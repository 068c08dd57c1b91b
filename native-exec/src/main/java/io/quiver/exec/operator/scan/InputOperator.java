/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.scan;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.operator.Operator;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands on the batches that come from outside the fragment, leaving out those without rows. The host closes the source. */
public final class InputOperator implements Operator {
    private final BatchSource source;
    private final List<ColumnType> types;

    public InputOperator(BatchSource source, List<ColumnType> types) {
        this.source = source;
        this.types = types;
    }

    @Override
    public @Nullable Batch next() {
        for (Batch batch = source.next(); batch != null; batch = source.next()) {
            Cancellation.check(); // a filtered source may have any number of batches without rows
            check(batch);
            if (batch.rowCount() > 0) {
                return batch;
            }
        }
        return null;
    }

    private void check(Batch batch) {
        if (batch.columnCount() != types.size()) {
            throw new ExecutionException(
                    ErrorCode.PLAN_INVALID,
                    "an input has %d columns where the plan says %d".formatted(batch.columnCount(), types.size()));
        }
        for (int i = 0; i < types.size(); i++) {
            if (batch.column(i).type().physical() != types.get(i).physical()) {
                throw new ExecutionException(
                        ErrorCode.PLAN_INVALID,
                        "column %d of an input is %s where the plan says %s"
                                .formatted(i, batch.column(i).type(), types.get(i)));
            }
        }
    }

    @Override
    public void close() {}
}
