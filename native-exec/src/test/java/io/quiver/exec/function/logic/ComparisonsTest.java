/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.logic;

import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.function.FunctionCheck;
import io.quiver.exec.vector.ColumnType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final List<ColumnType> TYPES = List.of(
            ColumnType.BOOLEAN,
            ColumnType.BYTE,
            ColumnType.INT,
            ColumnType.DATE,
            ColumnType.LONG,
            ColumnType.TIMESTAMP,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.STRING,
            ColumnType.BINARY,
            ColumnType.decimal(9, 2),
            ColumnType.decimal(30, 4));

    @Test
    void everyTypeComparesAsInSpark() {
        for (ColumnType type : TYPES) {
            check("equal", type, type, order -> order == 0);
            check("not_equal", type, type, order -> order != 0);
            check("lt", type, type, order -> order < 0);
            check("lte", type, type, order -> order <= 0);
            check("gt", type, type, order -> order > 0);
            check("gte", type, type, order -> order >= 0);
        }
    }

    @Test
    void decimalsOfDifferentScaleCompareByValue() {
        check("equal", ColumnType.decimal(9, 2), ColumnType.decimal(9, 0), order -> order == 0);
        check("lt", ColumnType.decimal(9, 2), ColumnType.decimal(30, 10), order -> order < 0);
        check("gte", ColumnType.decimal(10, 0), ColumnType.decimal(30, 25), order -> order >= 0);
    }

    @Test
    void nullIsNotDistinctFromNull() {
        for (ColumnType type : TYPES) {
            FunctionCheck.of("is_not_distinct_from", EvaluationMode.LEGACY, ColumnType.BOOLEAN, type, type)
                    .against(row -> row[0] == null || row[1] == null ? row[0] == row[1] : compare(row[0], row[1]) == 0);
        }
    }

    @Test
    void nullTestsLookAtNullsAlone() {
        for (ColumnType type : TYPES) {
            FunctionCheck.of("is_null", EvaluationMode.LEGACY, ColumnType.BOOLEAN, type)
                    .against(row -> row[0] == null);
            FunctionCheck.of("is_not_null", EvaluationMode.LEGACY, ColumnType.BOOLEAN, type)
                    .against(row -> row[0] != null);
            FunctionCheck.of("coalesce", EvaluationMode.LEGACY, type, type, type, type)
                    .against(row -> row[0] != null ? row[0] : row[1] != null ? row[1] : row[2]);
        }
    }

    @Test
    void connectivesAreThreeValued() {
        FunctionCheck.of("and", EvaluationMode.LEGACY, ColumnType.BOOLEAN, ColumnType.BOOLEAN, ColumnType.BOOLEAN)
                .against(row -> Boolean.FALSE.equals(row[0]) || Boolean.FALSE.equals(row[1])
                        ? (Object) false
                        : row[0] == null || row[1] == null ? null : true);
        FunctionCheck.of("or", EvaluationMode.LEGACY, ColumnType.BOOLEAN, ColumnType.BOOLEAN, ColumnType.BOOLEAN)
                .against(row -> Boolean.TRUE.equals(row[0]) || Boolean.TRUE.equals(row[1])
                        ? (Object) true
                        : row[0] == null || row[1] == null ? null : false);
        FunctionCheck.of("not", EvaluationMode.LEGACY, ColumnType.BOOLEAN, ColumnType.BOOLEAN)
                .against(row -> row[0] == null ? null : !(Boolean) row[0]);
    }

    private static void check(String name, ColumnType left, ColumnType right, IntPredicate holds) {
        FunctionCheck.of(name, EvaluationMode.LEGACY, ColumnType.BOOLEAN, left, right)
                .against(row -> row[0] == null || row[1] == null ? null : (Object) holds.test(compare(row[0], row[1])));
    }

    private static int compare(Object left, Object right) {
        if (left instanceof Double a) {
            return a.doubleValue() == (Double) right ? 0 : Double.compare(a, (Double) right);
        }
        if (left instanceof Float a) {
            return a.floatValue() == (Float) right ? 0 : Float.compare(a, (Float) right);
        }
        if (left instanceof byte[] a) {
            return Arrays.compareUnsigned(a, (byte[]) right);
        }
        if (left instanceof Boolean a) {
            return Boolean.compare(a, (Boolean) right);
        }
        if (left instanceof BigDecimal a) {
            return a.compareTo((BigDecimal) right);
        }
        return Long.compare(((Number) left).longValue(), ((Number) right).longValue());
    }

    @Test
    void extremesSkipNulls() {
        for (ColumnType type : TYPES) {
            extreme("greatest", type, -1);
            extreme("least", type, 1);
        }
    }

    private static void extreme(String name, ColumnType type, int replacing) {
        FunctionCheck.of(name, EvaluationMode.LEGACY, type, type, type, type).against(row -> {
            Object best = null;
            for (Object item : row) {
                boolean taken = item != null && (best == null || Integer.signum(compare(best, item)) == replacing);
                best = taken ? item : best;
            }
            return best;
        });
    }
}
