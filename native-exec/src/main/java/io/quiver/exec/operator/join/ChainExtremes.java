/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.kernel.join.CodeIndex;
import io.quiver.exec.vector.Bitmap;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.IntColumn;
import io.quiver.exec.vector.LongColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest value of a column in each chain of a build table. They suffice to decide whether a comparison
 * holds for any row of a chain. Nulls are left out, because no comparison with a null holds. Immutable.
 */
final class ChainExtremes {
    /** The comparison of a probe row's value with the values of its chain. */
    enum Relation {
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** A join condition that is one comparison: {@code probe relation build} for columns of the two sides. */
    record Comparison(Relation relation, int probeColumn, int buildColumn) {}

    private final long[] least;
    private final long[] greatest;

    private ChainExtremes(long[] least, long[] greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    static long sizeBytes(int rowCount) {
        return 16L * rowCount;
    }

    /** Returns the condition of a semi, anti or existence join if it is one comparison of numbers of one type; else null. */
    static @Nullable Comparison comparison(JoinSides sides) {
        Expression condition = sides.shape().condition().orElse(null);
        if (!(condition instanceof Call call) || !sides.roles().choosesProbeRows()) {
            return null;
        }
        if (call.function().equals("not")) {
            return call.arguments().get(0) instanceof Call negated
                            && negated.function().equals("equal")
                    ? comparison(sides, Relation.NOT_EQUAL, negated.arguments())
                    : null;
        }
        Relation relation =
                switch (call.function()) {
                    case "not_equal" -> Relation.NOT_EQUAL;
                    case "lt" -> Relation.LESS;
                    case "lte" -> Relation.LESS_OR_EQUAL;
                    case "gt" -> Relation.GREATER;
                    case "gte" -> Relation.GREATER_OR_EQUAL;
                    default -> null;
                };
        return relation == null ? null : comparison(sides, relation, call.arguments());
    }

    private static @Nullable Comparison comparison(JoinSides sides, Relation relation, List<Expression> operands) {
        if (operands.size() != 2
                || !(operands.get(0) instanceof FieldReference left)
                || !(operands.get(1) instanceof FieldReference right)
                || !left.type().equals(right.type())
                || !isNumber(left.type())) {
            return null;
        }
        // the probe side is the left one, as the output is rows of it
        int width = sides.shape().leftTypes().size();
        if (left.ordinal() < width && right.ordinal() >= width) {
            return new Comparison(relation, left.ordinal(), right.ordinal() - width);
        }
        if (right.ordinal() < width && left.ordinal() >= width) {
            return new Comparison(mirrored(relation), right.ordinal(), left.ordinal() - width);
        }
        return null;
    }

    private static Relation mirrored(Relation relation) {
        return switch (relation) {
            case NOT_EQUAL -> Relation.NOT_EQUAL;
            case LESS -> Relation.GREATER;
            case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
            case GREATER -> Relation.LESS;
            case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
        };
    }

    private static boolean isNumber(ColumnType type) {
        return type.physical() == ColumnType.Physical.INTS || type.physical() == ColumnType.Physical.LONGS;
    }

    /**
     * Computes the extremes of the chains of {@code index}. Each row must come after the rows that follow it in its chain.
     */
    static ChainExtremes of(Column flat, CodeIndex index) {
        int rowCount = flat.rowCount();
        long[] values = values(flat, rowCount);
        long[] least = new long[rowCount];
        long[] greatest = new long[rowCount];
        int[] next = index.next();
        for (int row = 0; row < rowCount; row++) {
            boolean isNull = flat.isNull(row);
            long low = isNull ? Long.MAX_VALUE : values[row];
            long high = isNull ? Long.MIN_VALUE : values[row];
            int following = next == null ? CodeIndex.NONE : next[row];
            if (following >= 0) {
                low = Math.min(low, least[following]);
                high = Math.max(high, greatest[following]);
            }
            least[row] = low;
            greatest[row] = high;
        }
        return new ChainExtremes(least, greatest);
    }

    private static long[] values(Column flat, int rowCount) {
        if (flat instanceof LongColumn longs) {
            return longs.values();
        }
        int[] ints = ((IntColumn) flat).values();
        long[] values = new long[rowCount];
        for (int i = 0; i < rowCount; i++) {
            values[i] = ints[i];
        }
        return values;
    }

    /** Sets a head to {@link CodeIndex#NONE} if the relation holds for no row of its chain. */
    void keepMatching(Relation relation, Column probe, int[] heads, int rowCount) {
        Column flat = probe.flat();
        long[] values = values(flat, rowCount);
        switch (relation) {
            case NOT_EQUAL -> keepUnequal(values, heads, rowCount);
            case LESS -> keepBelow(values, true, heads, rowCount);
            case LESS_OR_EQUAL -> keepBelow(values, false, heads, rowCount);
            case GREATER -> keepAbove(values, true, heads, rowCount);
            case GREATER_OR_EQUAL -> keepAbove(values, false, heads, rowCount);
        }
        long[] validity = flat.validity();
        if (validity != null) {
            for (int i = 0; i < rowCount; i++) {
                heads[i] |= Bitmap.get(validity, i) ? 0 : CodeIndex.NONE;
            }
        }
    }

    private void keepUnequal(long[] values, int[] heads, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            int row = heads[i];
            if (row >= 0) {
                long low = least[row];
                long high = greatest[row];
                // all nulls: the least is above the greatest
                heads[i] = low <= high && (low != values[i] || high != values[i]) ? row : CodeIndex.NONE;
            }
        }
    }

    private void keepBelow(long[] values, boolean strictly, int[] heads, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            int row = heads[i];
            if (row >= 0) {
                long high = greatest[row];
                boolean below = strictly ? values[i] < high : values[i] <= high && least[row] <= high;
                heads[i] = below ? row : CodeIndex.NONE;
            }
        }
    }

    private void keepAbove(long[] values, boolean strictly, int[] heads, int rowCount) {
        for (int i = 0; i < rowCount; i++) {
            int row = heads[i];
            if (row >= 0) {
                long low = least[row];
                boolean above = strictly ? values[i] > low : values[i] >= low && low <= greatest[row];
                heads[i] = above ? row : CodeIndex.NONE;
            }
        }
    }
}
