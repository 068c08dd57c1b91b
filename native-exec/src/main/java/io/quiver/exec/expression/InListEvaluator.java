/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression.InList;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.kernel.LongSet;
import io.quiver.exec.kernel.text.BytesSet;
import io.quiver.exec.vector.Batch;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates IN over literals: true where the value is among them, else null where one of them is null, else false; null for
 * null. NaN matches NaN and -0.0 matches 0.0. Source: Spark 4.1.3 {@code In}, {@code InSet}.
 */
final class InListEvaluator implements Evaluator {
    /** Sets the bits of the rows whose value is an option. */
    @FunctionalInterface
    private interface Search {
        void find(Column values, int rowCount, long[] out);
    }

    private final Evaluator value;
    private final NullIntolerantKernel kernel;

    InListEvaluator(Evaluator value, InList expression) {
        this.value = value;
        ColumnType type = expression.value().type();
        boolean anyNull = expression.options().stream().anyMatch(option -> option.value() == null);
        List<Object> options = expression.options().stream()
                .map(Literal::value)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        Search search = search(type, options);
        kernel = NullIntolerantKernel.unary(ColumnType.BOOLEAN, (argument, rowCount, demanded) -> {
            long[] found = Bitmap.zeros(rowCount);
            search.find(argument, rowCount, found);
            return new BooleanColumn(rowCount, found, anyNull ? found : null);
        });
    }

    @Override
    public Column evaluate(Batch batch, long @Nullable [] active) {
        return kernel.evaluate(new Column[] {value.evaluate(batch, active)}, batch.rowCount(), active);
    }

    private static Search search(ColumnType type, List<Object> options) {
        if (type.kind() == ColumnType.Kind.OPAQUE) {
            throw new ExecutionException(ErrorCode.PLAN_UNSUPPORTED, "IN over values of type " + type);
        }
        return switch (type.physical()) {
            case BITS -> amongBooleans(options.contains(true), options.contains(false));
            case INTS -> {
                LongSet set = new LongSet(
                        options.stream().mapToLong(option -> (Integer) option).toArray());
                yield (values, rowCount, out) -> set.contains(widen((IntColumn) values, rowCount), rowCount, out);
            }
            case LONGS -> {
                LongSet set = new LongSet(
                        options.stream().mapToLong(option -> (Long) option).toArray());
                yield (values, rowCount, out) -> set.contains(((LongColumn) values).values(), rowCount, out);
            }
            case FLOATS -> {
                LongSet set = new LongSet(options.stream()
                        .mapToLong(option -> FloatingOrder.key((Float) option))
                        .toArray());
                yield (values, rowCount, out) ->
                        set.contains(FloatingOrder.keys(((FloatColumn) values).values(), rowCount), rowCount, out);
            }
            case DOUBLES -> {
                LongSet set = new LongSet(options.stream()
                        .mapToLong(option -> FloatingOrder.key((Double) option))
                        .toArray());
                yield (values, rowCount, out) ->
                        set.contains(FloatingOrder.keys(((DoubleColumn) values).values(), rowCount), rowCount, out);
            }
            case WIDE -> amongWide(options);
            case BYTES -> {
                BytesSet set = new BytesSet(
                        options.stream().map(option -> (byte[]) option).toList());
                yield (values, rowCount, out) -> set.contains((BytesColumn) values, rowCount, out);
            }
        };
    }

    private static long[] widen(IntColumn column, int rowCount) {
        int[] values = column.values();
        long[] out = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            out[i] = values[i];
        }
        return out;
    }

    private static Search amongBooleans(boolean findsTrue, boolean findsFalse) {
        return (values, rowCount, out) -> {
            long[] words = ((BooleanColumn) values).words();
            for (int i = 0; i < out.length; i++) {
                out[i] = (findsTrue ? words[i] : 0) | (findsFalse ? ~words[i] : 0);
            }
        };
    }

    private static Search amongWide(List<Object> options) {
        Set<BigInteger> set = new HashSet<>();
        options.forEach(option -> set.add((BigInteger) option));
        return (values, rowCount, out) -> {
            WideColumn wide = (WideColumn) values;
            for (int i = 0; i < rowCount; i++) {
                if (set.contains(wide.unscaled(i))) {
                    Bitmap.set(out, i);
                }
            }
        };
    }
}
