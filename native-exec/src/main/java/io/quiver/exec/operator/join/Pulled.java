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

/** The result of pulling from the probe side: a batch, a failure, or the end (neither). */
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

    /** Returns this result once more, followed by the rest of {@code probe}. */
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
