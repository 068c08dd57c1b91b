/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.operator.BatchSource;
import io.quiver.exec.vector.Batch;
import org.jspecify.annotations.Nullable;

/**
 * The output of a join whose table stays in memory until the probe side has ended. One thread.
 *
 * @param cutOff whether the probe side fails after its last row; then build rows without a match do not come out
 */
record JoinStream(JoinProbe join, BatchSource probe, boolean cutOff) implements BatchSource {
    @Override
    public @Nullable Batch next() {
        while (true) {
            Batch out = join.poll();
            if (out != null || !join.wantsRows()) {
                return out;
            }
            Pulled pulled = Pulled.from(probe);
            if (cutOff && pulled.batch() == null && pulled.failure() == null) {
                join.stop();
            } else {
                pulled.into(join);
            }
        }
    }
}
