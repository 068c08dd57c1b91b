/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.error.Declined;
import io.quiver.exec.error.RowFailure;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Column;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates with kernels and, for a batch that they decline, with the host's own expression. That one is asked for when
 * first needed (making it may compile code), and also where a part of the expression failed: whether the whole fails, and
 * at which row, is the host's to say.
 */
final class GuardEvaluator implements Evaluator {
    private final Evaluator vectorised;
    private final Supplier<Evaluator> maker;
    private final Runnable onDeclined;
    private @Nullable Evaluator host;

    GuardEvaluator(Evaluator vectorised, Supplier<Evaluator> maker, Runnable onDeclined) {
        this.vectorised = vectorised;
        this.maker = maker;
        this.onDeclined = onDeclined;
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        try {
            return vectorised.evaluate(batch, active);
        } catch (Declined declined) {
            onDeclined.run();
            return host().evaluate(batch, active);
        } catch (RowFailure ofPart) {
            return host().evaluate(batch, active);
        }
    }

    private Evaluator host() {
        if (host == null) {
            host = maker.get();
        }
        return host;
    }
}
