/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.vector.ColumnType.Kind;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Finds the zone that a function has as a constant argument. */
public final class Zones {
    private Zones() {}

    /** Offsets of the zone named by that argument, of UTC where argument 0 has no zone; empty where the zone does not exist. */
    public static Optional<ZoneOffsets> argument(Signature signature, int ordinal) {
        if (signature.argument(0).kind() == Kind.TIMESTAMP_NTZ) {
            return Optional.of(new ZoneOffsets(ZoneOffset.UTC));
        }
        return zone(signature, ordinal).map(ZoneOffsets::new);
    }

    public static Optional<ZoneId> zone(Signature signature, int ordinal) {
        if (ordinal >= signature.arguments().size()) {
            return Optional.empty();
        }
        return signature.text(ordinal).flatMap(ZoneOffsets::zone);
    }
}
