/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/** The output of a join whose table stays where it is until the probe side has ended. One thread. */
record JoinStream(JoinProbe join, BatchSource probe) implements BatchSource {
    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch out = join.poll();
            if (out != null || !join.wantsRows()) {
                return out;
            }
            feed(join, probe);
        }
    }

    private static void feed(JoinProbe join, BatchSource probe) {
        Batch batch;
        try {
            batch = probe.next();
        } catch (Throwable thrown) { // checked ones are sneaked through; rows held back go out before
            join.fail(thrown);
            return;
        }
        if (batch == null) {
            join.end();
        } else {
            join.take(batch);
        }
    }
}
