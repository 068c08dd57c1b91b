/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.logic.Comparisons.Relation;
import io.quiver.exec.kernel.FloatingOrder;
import io.quiver.exec.kernel.IntComparison;
import io.quiver.exec.kernel.LongComparison;
import io.quiver.exec.kernel.decimal.WideDecimals;
import io.quiver.exec.kernel.text.BytesComparison;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.quiver.exec.vector.ConstantColumn;
import io.quiver.exec.vector.DoubleColumn;
import io.quiver.exec.vector.FloatColumn;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import io.quiver.exec.vector.WideColumn;
import java.util.Optional;

/** Chooses the loop that compares two columns of given types. */
final class ComparisonLoops {
    /** Sets bits of {@code out}, which comes zeroed; at most one of the columns is constant. */
    @FunctionalInterface
    interface Loop {
        void compare(Column left, Column right, int rowCount, long[] out);
    }

    private ComparisonLoops() {}

    static Optional<Loop> find(Relation relation, ColumnType left, ColumnType right) {
        if (left.isDecimal() && right.isDecimal()) {
            return decimals(relation, left, right);
        }
        if (left.kind() != right.kind() || left.kind() == Kind.OPAQUE || left.kind() == Kind.NULL) {
            return Optional.empty();
        }
        return switch (left.physical()) {
            case BITS -> Optional.of((a, b, rowCount, out) -> booleans(relation, a, b, out));
            case INTS -> Optional.of((a, b, rowCount, out) -> ints(relation, a, b, rowCount, out));
            case LONGS -> Optional.of((a, b, rowCount, out) -> longs(relation, a, b, rowCount, out));
            case FLOATS, DOUBLES -> Optional.of((a, b, rowCount, out) -> floating(relation, a, b, rowCount, out));
            case BYTES -> Optional.of((a, b, rowCount, out) -> bytes(relation, a, b, rowCount, out));
            case WIDE -> Optional.empty();
        };
    }

    private static Optional<Loop> decimals(Relation relation, ColumnType left, ColumnType right) {
        boolean sameScale = left.scale() == right.scale();
        if (sameScale
                && left.precision() <= ColumnType.MAX_LONG_DIGITS
                && right.precision() <= ColumnType.MAX_LONG_DIGITS) {
            return Optional.of((a, b, rowCount, out) -> longs(relation, a, b, rowCount, out));
        }
        int scale = Math.max(left.scale(), right.scale());
        int integral = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
        if (scale + integral > ColumnType.MAX_DIGITS) {
            return Optional.empty();
        }
        ColumnType common = ColumnType.decimal(ColumnType.MAX_DIGITS, scale);
        return Optional.of((a, b, rowCount, out) -> {
            WideColumn wideLeft = WideDecimals.view(a.flat(), common);
            WideColumn wideRight = WideDecimals.view(b.flat(), common);
            if (relation == Relation.EQUAL) {
                WideDecimals.equal(wideLeft, wideRight, rowCount, out);
            } else {
                WideDecimals.less(wideLeft, wideRight, rowCount, out);
            }
        });
    }

    private static void booleans(Relation relation, Column left, Column right, long[] out) {
        long[] a = ((BooleanColumn) left.flat()).words();
        long[] b = ((BooleanColumn) right.flat()).words();
        for (int i = 0; i < out.length; i++) {
            out[i] = relation == Relation.EQUAL ? ~(a[i] ^ b[i]) : ~a[i] & b[i];
        }
    }

    private static void ints(Relation relation, Column left, Column right, int rowCount, long[] out) {
        if (relation == Relation.EQUAL) {
            if (right instanceof ConstantColumn constant) {
                IntComparison.equal(ints(left), ints(constant.value())[0], rowCount, out);
            } else if (left instanceof ConstantColumn constant) {
                IntComparison.equal(ints(right), ints(constant.value())[0], rowCount, out);
            } else {
                IntComparison.equal(ints(left), ints(right), rowCount, out);
            }
        } else if (right instanceof ConstantColumn constant) {
            IntComparison.less(ints(left), ints(constant.value())[0], rowCount, out);
        } else if (left instanceof ConstantColumn constant) {
            IntComparison.greater(ints(right), ints(constant.value())[0], rowCount, out);
        } else {
            IntComparison.less(ints(left), ints(right), rowCount, out);
        }
    }

    private static void longs(Relation relation, Column left, Column right, int rowCount, long[] out) {
        if (right instanceof ConstantColumn constant) {
            longs(relation, longs(left), longs(constant.value())[0], rowCount, out);
        } else if (left instanceof ConstantColumn constant) {
            longs(relation, longs(constant.value())[0], longs(right), rowCount, out);
        } else {
            longs(relation, longs(left), longs(right), rowCount, out);
        }
    }

    private static void floating(Relation relation, Column left, Column right, int rowCount, long[] out) {
        if (right instanceof ConstantColumn constant) {
            longs(relation, keys(left, rowCount), keys(constant.value(), 1)[0], rowCount, out);
        } else if (left instanceof ConstantColumn constant) {
            longs(relation, keys(constant.value(), 1)[0], keys(right, rowCount), rowCount, out);
        } else {
            longs(relation, keys(left, rowCount), keys(right, rowCount), rowCount, out);
        }
    }

    private static void longs(Relation relation, long[] left, long[] right, int rowCount, long[] out) {
        if (relation == Relation.EQUAL) {
            LongComparison.equal(left, right, rowCount, out);
        } else {
            LongComparison.less(left, right, rowCount, out);
        }
    }

    private static void longs(Relation relation, long[] left, long right, int rowCount, long[] out) {
        if (relation == Relation.EQUAL) {
            LongComparison.equal(left, right, rowCount, out);
        } else {
            LongComparison.less(left, right, rowCount, out);
        }
    }

    private static void longs(Relation relation, long left, long[] right, int rowCount, long[] out) {
        if (relation == Relation.EQUAL) {
            LongComparison.equal(right, left, rowCount, out);
        } else {
            LongComparison.greater(right, left, rowCount, out);
        }
    }

    private static void bytes(Relation relation, Column left, Column right, int rowCount, long[] out) {
        if (relation == Relation.LESS) {
            BytesComparison.less((BytesColumn) left.flat(), (BytesColumn) right.flat(), rowCount, out);
        } else if (right instanceof ConstantColumn constant) {
            BytesComparison.equal((BytesColumn) left, ((BytesColumn) constant.value()).bytes(0), rowCount, out);
        } else if (left instanceof ConstantColumn constant) {
            BytesComparison.equal((BytesColumn) right, ((BytesColumn) constant.value()).bytes(0), rowCount, out);
        } else {
            BytesComparison.equal((BytesColumn) left, (BytesColumn) right, rowCount, out);
        }
    }

    private static int[] ints(Column column) {
        return ((IntColumn) column).values();
    }

    private static long[] longs(Column column) {
        return ((LongColumn) column).values();
    }

    private static long[] keys(Column column, int rowCount) {
        return column instanceof DoubleColumn doubles
                ? FloatingOrder.keys(doubles.values(), rowCount)
                : FloatingOrder.keys(((FloatColumn) column).values(), rowCount);
    }
}
