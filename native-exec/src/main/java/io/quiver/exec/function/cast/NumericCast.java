/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.NullIntolerantKernel.UnaryLoop;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.Optional;

/** A cast that ignores its second argument, the time zone. */
final class NumericCast {
    private NumericCast() {}

    static Optional<Kernel> of(ColumnType result, UnaryLoop loop) {
        NullIntolerantKernel kernel = NullIntolerantKernel.unary(result, loop);
        return Optional.of(
                (arguments, rowCount, active) -> kernel.evaluate(new Column[] {arguments[0]}, rowCount, active));
    }
}
