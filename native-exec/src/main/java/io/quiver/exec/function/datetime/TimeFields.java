/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.datetime;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.ZoneOffsets;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;

/**
 * Computes hour, minute and second of timestamps on the clock of a zone, the last argument. A timestamp without zone is its own
 * clock. Source: Spark 4.1.3 {@code GetTimeField}, {@code DateTimeUtils.getHours}.
 */
final class TimeFields {
    static final ScalarFunction HOUR = field("hour", 3600, 24);
    static final ScalarFunction MINUTE = field("minute", 60, 60);
    static final ScalarFunction SECOND = field("second", 1, 60);

    private static final int MICROS_PER_SECOND = 1_000_000;

    private TimeFields() {}

    private static ScalarFunction field(String name, int unitSeconds, int unitCount) {
        return FunctionDefinition.named(name).total().kernel(signature -> kernel(signature, unitSeconds, unitCount));
    }

    private static Optional<Kernel> kernel(Signature signature, int unitSeconds, int unitCount) {
        if (!signature.takes(Kind.TIMESTAMP, Kind.STRING) && !signature.takes(Kind.TIMESTAMP_NTZ, Kind.STRING)) {
            return Optional.empty();
        }
        return Zones.argument(signature, 1)
                .map(zone -> NullIntolerantKernel.naryOverConstants(
                        signature.result(),
                        (arguments, rowCount, demanded) ->
                                fields(arguments[0], zone, unitSeconds, unitCount, rowCount)));
    }

    private static Column fields(Column argument, ZoneOffsets zone, int unitSeconds, int unitCount, int rowCount) {
        long[] micros = ((LongColumn) argument.flat()).values();
        int[] out = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            long second = Math.floorDiv(micros[i], MICROS_PER_SECOND);
            long unit = Math.floorDiv(second + zone.at(second), unitSeconds);
            out[i] = Math.floorMod(unit, unitCount);
        }
        return new IntColumn(ColumnType.INT, rowCount, out, null);
    }
}
