/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.error.Cancellation;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/** What came of asking the probe side for rows: a batch, its end (neither), or a failure. */
record Pulled(@Nullable Batch batch, @Nullable Throwable failure) {
    static Pulled from(BatchSource probe) {
        try {
            return new Pulled(probe.next(), null);
        } catch (Exception thrown) { // checked ones are sneaked through; rows held back go out before
            return new Pulled(null, Cancellation.unlessEnded(thrown));
        }
    }

    void into(JoinProbe join) {
        if (failure != null) {
            join.fail(failure);
        } else if (batch != null) {
            join.take(batch);
        } else {
            join.end();
        }
    }

    /** This once more, and then what else {@code probe} gives. */
    BatchSource followedBy(BatchSource probe) {
        boolean[] given = new boolean[1];
        return () -> {
            if (failure != null) {
                throw RowFailure.raise(failure);
            }
            boolean first = !given[0];
            given[0] = true;
            return first || batch == null ? batch : probe.next();
        };
    }
}
