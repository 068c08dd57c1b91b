/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.math;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.Optional;

/**
 * Operations on the bits of integers. Bytes and shorts are sign-extended ints, for which AND, OR, XOR and NOT need no
 * narrowing. Source: Spark 4.1.3 {@code BitwiseAnd}, {@code ShiftLeft} and so on.
 */
enum BitFunctions {
    BITWISE_AND("bitwise_and", "BitwiseAnd"),
    BITWISE_OR("bitwise_or", "BitwiseOr"),
    BITWISE_XOR("bitwise_xor", "BitwiseXor"),
    LEFT("shift_left", "ShiftLeft"),
    RIGHT("shift_right", "ShiftRight"),
    RIGHT_UNSIGNED("shift_right_unsigned", "ShiftRightUnsigned");

    static final ScalarFunction BITWISE_NOT =
            FunctionDefinition.named("bitwise_not").spark("BitwiseNot").total().kernel(BitFunctions::not);

    static final ScalarFunction BIT_COUNT =
            FunctionDefinition.named("bit_count").spark("BitwiseCount").total().kernel(BitFunctions::count);

    private final String functionName;
    private final String sparkClass;

    BitFunctions(String functionName, String sparkClass) {
        this.functionName = functionName;
        this.sparkClass = sparkClass;
    }

    ScalarFunction function() {
        return FunctionDefinition.named(functionName).spark(sparkClass).total().kernel(this::kernel);
    }

    private boolean shifts() {
        return this == LEFT || this == RIGHT || this == RIGHT_UNSIGNED;
    }

    private Optional<Kernel> kernel(Signature signature) {
        if (signature.arguments().size() != 2) {
            return Optional.empty();
        }
        Kind left = signature.argument(0).kind();
        Kind right = signature.argument(1).kind();
        ColumnType type = signature.result();
        if (shifts() ? right != Kind.INT : right != left) {
            return Optional.empty();
        }
        if (left == Kind.LONG && shifts()) {
            return Optional.of(NullIntolerantKernel.binary(type, (a, b, rowCount, demanded) -> {
                long[] out = new long[rowCount];
                shift(longs(a), ints(b), rowCount, out);
                return new LongColumn(type, rowCount, out, null);
            }));
        }
        if (left == Kind.LONG) {
            return Optional.of(NullIntolerantKernel.binary(type, (a, b, rowCount, demanded) -> {
                long[] out = new long[rowCount];
                combine(longs(a), longs(b), rowCount, out);
                return new LongColumn(type, rowCount, out, null);
            }));
        }
        if (left == Kind.INT || (!shifts() && (left == Kind.BYTE || left == Kind.SHORT))) {
            return Optional.of(NullIntolerantKernel.binary(type, (a, b, rowCount, demanded) -> {
                int[] out = new int[rowCount];
                combine(ints(a), ints(b), rowCount, out);
                return new IntColumn(type, rowCount, out, null);
            }));
        }
        return Optional.empty();
    }

    private void combine(int[] a, int[] b, int rowCount, int[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = switch (this) {
                case BITWISE_AND -> a[i] & b[i];
                case BITWISE_OR -> a[i] | b[i];
                case BITWISE_XOR -> a[i] ^ b[i];
                case LEFT -> a[i] << b[i];
                case RIGHT -> a[i] >> b[i];
                case RIGHT_UNSIGNED -> a[i] >>> b[i];
            };
        }
    }

    private void combine(long[] a, long[] b, int rowCount, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = switch (this) {
                case BITWISE_AND -> a[i] & b[i];
                case BITWISE_OR -> a[i] | b[i];
                default -> a[i] ^ b[i];
            };
        }
    }

    private void shift(long[] a, int[] b, int rowCount, long[] out) {
        for (int i = 0; i < rowCount; i++) {
            out[i] = switch (this) {
                case LEFT -> a[i] << b[i];
                case RIGHT -> a[i] >> b[i];
                default -> a[i] >>> b[i];
            };
        }
    }

    private static Optional<Kernel> not(Signature signature) {
        if (signature.arguments().size() != 1) {
            return Optional.empty();
        }
        ColumnType type = signature.result();
        return switch (signature.argument(0).kind()) {
            case BYTE, SHORT, INT ->
                Optional.of(NullIntolerantKernel.unary(type, (argument, rowCount, demanded) -> {
                    int[] values = ints(argument);
                    int[] out = new int[rowCount];
                    for (int i = 0; i < rowCount; i++) {
                        out[i] = ~values[i];
                    }
                    return new IntColumn(type, rowCount, out, null);
                }));
            case LONG ->
                Optional.of(NullIntolerantKernel.unary(type, (argument, rowCount, demanded) -> {
                    long[] values = longs(argument);
                    long[] out = new long[rowCount];
                    for (int i = 0; i < rowCount; i++) {
                        out[i] = ~values[i];
                    }
                    return new LongColumn(type, rowCount, out, null);
                }));
            default -> Optional.empty();
        };
    }

    /** Counts the bits of bytes, shorts and ints as of longs: negative ones have 32 more. */
    private static Optional<Kernel> count(Signature signature) {
        if (signature.arguments().size() != 1) {
            return Optional.empty();
        }
        ColumnType type = signature.result();
        return switch (signature.argument(0).kind()) {
            case BYTE, SHORT, INT ->
                Optional.of(NullIntolerantKernel.unary(type, (argument, rowCount, demanded) -> {
                    int[] values = ints(argument);
                    int[] out = new int[rowCount];
                    for (int i = 0; i < rowCount; i++) {
                        out[i] = Long.bitCount(values[i]);
                    }
                    return new IntColumn(type, rowCount, out, null);
                }));
            case LONG ->
                Optional.of(NullIntolerantKernel.unary(type, (argument, rowCount, demanded) -> {
                    long[] values = longs(argument);
                    int[] out = new int[rowCount];
                    for (int i = 0; i < rowCount; i++) {
                        out[i] = Long.bitCount(values[i]);
                    }
                    return new IntColumn(type, rowCount, out, null);
                }));
            default -> Optional.empty();
        };
    }

    private static int[] ints(Column column) {
        return ((IntColumn) column).values();
    }

    private static long[] longs(Column column) {
        return ((LongColumn) column).values();
    }
}
