/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.error.Declined;
import io.quiver.exec.function.Constant;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FailedRows;
import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.NullIntolerantKernel.UnaryLoop;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rounds to a constant number of places. Source: Spark 4.1.3 {@code RoundBase}, {@code Ceil}, {@code Floor}. */
final class Rounding {
    static final ScalarFunction ROUND = places("round", "Round", RoundingMode.HALF_UP);
    static final ScalarFunction BROUND = places("bround", "BRound", RoundingMode.HALF_EVEN);
    static final ScalarFunction ROUND_CEIL = places("round_ceil", "RoundCeil", RoundingMode.CEILING);
    static final ScalarFunction ROUND_FLOOR = places("round_floor", "RoundFloor", RoundingMode.FLOOR);
    static final ScalarFunction CEIL = whole("ceil", "Ceil", RoundingMode.CEILING);
    static final ScalarFunction FLOOR = whole("floor", "Floor", RoundingMode.FLOOR);

    private static final int MAX_SAFE_PLACES = 1000;

    private Rounding() {}

    private static ScalarFunction whole(String name, String sparkClass, RoundingMode rounding) {
        return FunctionDefinition.named(name)
                .spark(sparkClass)
                .totalWhere(Rounding::isWholeTotal)
                .kernel(signature -> whole(signature, rounding));
    }

    private static ScalarFunction places(String name, String sparkClass, RoundingMode rounding) {
        return FunctionDefinition.named(name)
                .spark(sparkClass)
                .totalWhere(Rounding::isPlacesTotal)
                .kernel(signature -> places(signature, rounding));
    }

    private static boolean isWholeTotal(Signature signature) {
        ColumnType argument = signature.argument(0);
        return !argument.isDecimal() || DecimalRescale.fits(argument, signature.result());
    }

    /** False for places so far from the point that a number cannot be brought there: Spark then fails. */
    private static boolean isPlacesTotal(Signature signature) {
        if (!(signature.constant(1).map(Constant::value).orElse(null) instanceof Integer places)) {
            return signature.constant(1).isPresent();
        }
        return switch (signature.argument(0).kind()) {
            case BYTE, SHORT, INT, LONG -> places >= 0 || signature.mode() != EvaluationMode.ANSI;
            case FLOAT, DOUBLE -> Math.abs((long) places) <= MAX_SAFE_PLACES;
            case DECIMAL -> places >= 0;
            case BOOLEAN, DATE, TIMESTAMP, TIMESTAMP_NTZ, STRING, BINARY, NULL, OPAQUE -> false;
        };
    }

    private static Optional<Kernel> whole(Signature signature, RoundingMode rounding) {
        if (signature.arguments().size() != 1) {
            return Optional.empty();
        }
        ColumnType result = signature.result();
        return switch (signature.argument(0).kind()) {
            case LONG -> Optional.of((arguments, rowCount, active) -> arguments[0]);
            case DOUBLE ->
                Optional.of(NullIntolerantKernel.unary(result, (argument, rowCount, demanded) -> {
                    double[] values = ((DoubleColumn) argument).values();
                    long[] out = new long[rowCount];
                    for (int i = 0; i < rowCount; i++) {
                        out[i] = (long)
                                (rounding == RoundingMode.CEILING ? Math.ceil(values[i]) : Math.floor(values[i]));
                    }
                    return new LongColumn(result, rowCount, out, null);
                }));
            // Spark raises where a value does not fit, whatever the mode
            case DECIMAL ->
                Optional.of(NullIntolerantKernel.unary(
                        result,
                        (argument, rowCount, demanded) -> DecimalRescale.rescale(
                                argument, result, rounding, EvaluationMode.ANSI, rowCount, demanded)));
            default -> Optional.empty();
        };
    }

    private static Optional<Kernel> places(Signature signature, RoundingMode rounding) {
        if (signature.arguments().size() != 2) {
            return Optional.empty();
        }
        Optional<Constant> scale = signature.constant(1);
        if (scale.isEmpty()) {
            return Optional.empty();
        }
        ColumnType result = signature.result();
        if (!(scale.get().value() instanceof Integer places)) {
            return Optional.of((arguments, rowCount, active) -> ConstantColumn.ofNull(result, rowCount));
        }
        return loop(signature, places, rounding).map(loop -> {
            NullIntolerantKernel kernel = NullIntolerantKernel.unary(result, loop);
            return (arguments, rowCount, active) -> kernel.evaluate(new Column[] {arguments[0]}, rowCount, active);
        });
    }

    private static Optional<UnaryLoop> loop(Signature signature, int places, RoundingMode rounding) {
        ColumnType type = signature.argument(0);
        EvaluationMode mode = signature.mode();
        return switch (type.kind()) {
            case BYTE, SHORT, INT ->
                Optional.of((argument, rowCount, demanded) -> places >= 0
                        ? argument
                        : roundInts((IntColumn) argument, places, rounding, mode, rowCount, demanded));
            case LONG ->
                Optional.of((argument, rowCount, demanded) -> places >= 0
                        ? argument
                        : roundLongs((LongColumn) argument, places, rounding, mode, rowCount, demanded));
            case FLOAT ->
                Optional.of((argument, rowCount, demanded) ->
                        roundFloats((FloatColumn) argument, places, rounding, rowCount, demanded));
            case DOUBLE ->
                Optional.of((argument, rowCount, demanded) ->
                        roundDoubles((DoubleColumn) argument, places, rounding, rowCount, demanded));
            case DECIMAL ->
                Optional.of((argument, rowCount, demanded) -> places >= 0
                        ? DecimalRescale.rescale(
                                argument, signature.result(), rounding, EvaluationMode.LEGACY, rowCount, demanded)
                        : ExactDecimals.unary(
                                value -> value.setScale(places, rounding),
                                argument,
                                signature.result(),
                                RoundingMode.UNNECESSARY,
                                EvaluationMode.ANSI,
                                rowCount,
                                demanded));
            default -> Optional.empty();
        };
    }

    /** Rounds at places before the point. A result outside the type wraps in LEGACY and fails in other modes. */
    private static Column roundInts(
            IntColumn argument,
            int places,
            RoundingMode rounding,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        ColumnType type = argument.type();
        int[] out = new int[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            long rounded = places < -18 ? 0 : round(argument.values()[i], places, rounding);
            out[i] = (int) rounded;
            if (!Narrowing.fits(rounded, type)) {
                Bitmap.set(failed, i);
            }
        }
        Narrowing.narrow(out, type, rowCount);
        long[] validity = mode == EvaluationMode.LEGACY ? null : FailedRows.validity(mode, failed, demanded, rowCount);
        return new IntColumn(type, rowCount, out, validity);
    }

    /** Rounds ints within longs: 10^18 is the most that is asked for, and more gives 0. */
    private static long round(int value, int places, RoundingMode rounding) {
        return BigDecimal.valueOf(value).setScale(places, rounding).longValue();
    }

    private static Column roundLongs(
            LongColumn argument,
            int places,
            RoundingMode rounding,
            EvaluationMode mode,
            int rowCount,
            long @Nullable [] demanded) {
        long[] out = new long[rowCount];
        long[] failed = Bitmap.zeros(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (!Bitmap.isSet(demanded, i)) {
                continue;
            }
            BigDecimal rounded = BigDecimal.valueOf(argument.values()[i]).setScale(places, rounding);
            out[i] = rounded.longValue();
            if (rounded.compareTo(BigDecimal.valueOf(out[i])) != 0) {
                Bitmap.set(failed, i);
            }
        }
        long[] validity = mode == EvaluationMode.LEGACY ? null : FailedRows.validity(mode, failed, demanded, rowCount);
        return new LongColumn(argument.type(), rowCount, out, validity);
    }

    private static Column roundDoubles(
            DoubleColumn argument, int places, RoundingMode rounding, int rowCount, long @Nullable [] demanded) {
        double[] out = new double[rowCount];
        for (int i = 0; i < rowCount; i++) {
            double value = argument.values()[i];
            if (!Double.isFinite(value)) {
                out[i] = value;
            } else if (Bitmap.isSet(demanded, i)) {
                out[i] = scaled(value, places, rounding).doubleValue();
            }
        }
        return new DoubleColumn(ColumnType.DOUBLE, rowCount, out, null);
    }

    private static Column roundFloats(
            FloatColumn argument, int places, RoundingMode rounding, int rowCount, long @Nullable [] demanded) {
        float[] out = new float[rowCount];
        for (int i = 0; i < rowCount; i++) {
            float value = argument.values()[i];
            if (!Float.isFinite(value)) {
                out[i] = value;
            } else if (Bitmap.isSet(demanded, i)) {
                out[i] = scaled(value, places, rounding).floatValue();
            }
        }
        return new FloatColumn(ColumnType.FLOAT, rowCount, out, null);
    }

    private static BigDecimal scaled(double value, int places, RoundingMode rounding) {
        try {
            return BigDecimal.valueOf(value).setScale(places, rounding);
        } catch (ArithmeticException outOfRange) {
            throw Declined.batch();
        }
    }
}
