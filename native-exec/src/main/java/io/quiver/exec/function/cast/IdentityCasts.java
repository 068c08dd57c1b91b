/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.ConstantColumn;
import java.util.Optional;

/** Casts to the same type, and of a bare NULL to any type. */
final class IdentityCasts {
    private IdentityCasts() {}

    static Optional<Kernel> kernel(Signature signature) {
        if (signature.argument(0).equals(signature.result())) {
            return Optional.of((arguments, rowCount, active) -> arguments[0]);
        }
        if (signature.argument(0).kind() == Kind.NULL) {
            return Optional.of((arguments, rowCount, active) -> ConstantColumn.ofNull(signature.result(), rowCount));
        }
        return Optional.empty();
    }
}
