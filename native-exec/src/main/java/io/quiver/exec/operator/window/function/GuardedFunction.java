/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.window.function;

import io.quiver.exec.error.Declined;
import io.quiver.exec.operator.window.rows.WindowRows;
import io.quiver.exec.vector.Column;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a vectorised function, and the host's own function for the rows that it declines. */
final class GuardedFunction extends WindowFunction {
    private final WindowFunction vectorised;
    private final Supplier<WindowFunction> makeForeign;
    private @Nullable WindowFunction foreign;
    private WindowFunction current;

    GuardedFunction(WindowFunction vectorised, Supplier<WindowFunction> makeForeign) {
        this.vectorised = vectorised;
        this.makeForeign = makeForeign;
        this.current = vectorised;
    }

    @Override
    public boolean streams() {
        return vectorised.streams();
    }

    @Override
    public int bytesPerRow() {
        return vectorised.bytesPerRow();
    }

    @Override
    public boolean makesBytes() {
        return current.makesBytes();
    }

    @Override
    public void start(WindowRows rows) {
        try {
            vectorised.start(rows);
            current = vectorised;
        } catch (Declined declined) {
            current = foreign();
            current.start(rows);
        }
    }

    private WindowFunction foreign() {
        WindowFunction known = foreign;
        if (known == null) {
            known = makeForeign.get();
            foreign = known;
        }
        return known;
    }

    @Override
    public Column next(int from, int to) {
        return current.next(from, to);
    }
}
