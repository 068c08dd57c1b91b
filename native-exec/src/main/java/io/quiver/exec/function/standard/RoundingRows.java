/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.standard;

import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rounds to a number of places, by the mode that a plan names: {@code round_TIE_TO_EVEN(x, places)} and so on, Substrait's
 * functions_rounding. Floating-point numbers are rounded in the decimal digits that print them.
 */
final class RoundingRows {
    /** Substrait's modes that have an equal in Java. */
    private static final Map<String, RoundingMode> MODES = Map.of(
            "TIE_TO_EVEN", RoundingMode.HALF_EVEN,
            "TIE_AWAY_FROM_ZERO", RoundingMode.HALF_UP,
            "TIE_TOWARDS_ZERO", RoundingMode.HALF_DOWN,
            "TRUNCATE", RoundingMode.DOWN,
            "AWAY_FROM_ZERO", RoundingMode.UP,
            "CEILING", RoundingMode.CEILING,
            "FLOOR", RoundingMode.FLOOR);

    static final List<ScalarFunction> ALL = all();

    private RoundingRows() {}

    private static List<ScalarFunction> all() {
        List<ScalarFunction> all = new ArrayList<>();
        MODES.forEach((name, mode) -> all.add(
                RowKernel.strict("round_" + name, (row, answer) -> round(row, (int) row.longAt(1), mode, answer))));
        all.add(RowKernel.strict("real_ceil", (row, answer) -> whole(row, RoundingMode.CEILING, answer)));
        all.add(RowKernel.strict("real_floor", (row, answer) -> whole(row, RoundingMode.FLOOR, answer)));
        return List.copyOf(all);
    }

    private static void whole(Row row, RoundingMode mode, Answer answer) {
        if (row.column(0).type().isDecimal()) {
            answer.of(row.decimalAt(0).setScale(0, mode));
            return;
        }
        double value = row.doubleAt(0);
        answer.of(mode == RoundingMode.CEILING ? Math.ceil(value) : Math.floor(value));
    }

    private static void round(Row row, int places, RoundingMode mode, Answer answer) {
        ColumnType type = row.column(0).type();
        switch (type.kind()) {
            case BYTE, SHORT, INT, LONG -> {
                BigDecimal rounded = BigDecimal.valueOf(row.longAt(0)).setScale(Math.min(places, 0), mode);
                IntegerRows.exact(rounded.toBigInteger(), answer);
            }
            case DECIMAL -> {
                BigDecimal value = row.decimalAt(0);
                answer.of(places >= value.scale() ? value : value.setScale(places, mode));
            }
            default -> {
                double value = row.doubleAt(0);
                if (Double.isNaN(value) || Double.isInfinite(value)) {
                    answer.of(value);
                    return;
                }
                boolean isFloat = type.kind() == ColumnType.Kind.FLOAT;
                BigDecimal digits = new BigDecimal(isFloat ? Float.toString((float) value) : Double.toString(value));
                answer.of(
                        places >= digits.scale()
                                ? value
                                : digits.setScale(places, mode).doubleValue());
            }
        }
    }
}
