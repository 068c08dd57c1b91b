/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.text.BytesOutput;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.ConstantColumn;
import java.util.Optional;

/** Concatenates texts or binaries. Source: Spark 4.1.3 {@code Concat}, {@code ConcatWs}. */
final class Concatenations {
    static final ScalarFunction CONCAT =
            FunctionDefinition.named("concat").spark("Concat").kernel(Concatenations::concat);
    static final ScalarFunction CONCAT_WS =
            FunctionDefinition.named("concat_ws").spark("ConcatWs").kernel(Concatenations::concatWithSeparator);

    private Concatenations() {}

    private static boolean areAll(Signature signature, Kind kind) {
        return !signature.arguments().isEmpty()
                && signature.arguments().stream().allMatch(type -> type.kind() == kind);
    }

    private static Optional<Kernel> concat(Signature signature) {
        if (!areAll(signature, Kind.STRING) && !areAll(signature, Kind.BINARY)) {
            return Optional.empty();
        }
        return Optional.of(
                NullIntolerantKernel.naryOverConstants(signature.result(), (arguments, rowCount, demanded) -> {
                    BytesColumn[] parts = values(arguments);
                    BytesOutput out = new BytesOutput(rowCount, expectedBytes(arguments, parts, rowCount));
                    for (int i = 0; i < rowCount; i++) {
                        if (Bitmap.isSet(demanded, i)) {
                            appendRow(arguments, parts, i, out);
                            out.endRow(i);
                        }
                    }
                    return out.column(signature.result(), null);
                }));
    }

    private static void appendRow(Column[] arguments, BytesColumn[] parts, int row, BytesOutput out) {
        for (int part = 0; part < parts.length; part++) {
            append(arguments[part], parts[part], row, out);
        }
    }

    private static void append(Column argument, BytesColumn values, int row, BytesOutput out) {
        int at = argument instanceof ConstantColumn ? 0 : row;
        out.append(values.data(), values.starts()[at], values.lengths()[at]);
    }

    /** The flat columns. Those of constants have one row. */
    private static BytesColumn[] values(Column[] arguments) {
        BytesColumn[] values = new BytesColumn[arguments.length];
        for (int i = 0; i < values.length; i++) {
            Column argument = arguments[i];
            values[i] =
                    (BytesColumn) (argument instanceof ConstantColumn constant ? constant.value() : argument.flat());
        }
        return values;
    }

    private static long expectedBytes(Column[] arguments, BytesColumn[] parts, int rowCount) {
        long total = 0;
        for (int part = 0; part < parts.length; part++) {
            int[] lengths = parts[part].lengths();
            if (arguments[part] instanceof ConstantColumn) {
                total += (long) lengths[0] * rowCount;
                continue;
            }
            for (int i = 0; i < rowCount; i++) {
                total += lengths[i];
            }
        }
        return total;
    }

    /** Null only where the separator is; null parts are left out. */
    private static Optional<Kernel> concatWithSeparator(Signature signature) {
        if (!areAll(signature, Kind.STRING)) {
            return Optional.empty();
        }
        return Optional.of((arguments, rowCount, active) -> {
            Column separator = arguments[0];
            long[] wanted = Bitmap.and(active, separator.validity(), rowCount);
            BytesColumn[] parts = values(arguments);
            BytesOutput out = new BytesOutput(rowCount, 0);
            for (int i = 0; i < rowCount; i++) {
                if (Bitmap.isSet(wanted, i)) {
                    joinRow(arguments, parts, i, out);
                    out.endRow(i);
                }
            }
            return out.column(signature.result(), separator.validity());
        });
    }

    private static void joinRow(Column[] arguments, BytesColumn[] parts, int row, BytesOutput out) {
        boolean first = true;
        for (int part = 1; part < parts.length; part++) {
            if (Bitmap.isSet(arguments[part].validity(), row)) {
                if (!first) {
                    append(arguments[0], parts[0], row, out);
                }
                append(arguments[part], parts[part], row, out);
                first = false;
            }
        }
    }
}
