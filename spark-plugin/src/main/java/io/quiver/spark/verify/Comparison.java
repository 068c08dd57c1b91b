/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import io.quiver.spark.compat.Scala;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.LazilyGeneratedOrdering;

/**
 * Decides whether two runs gave the same result. They must return the same rows, equally often and equal to the bit, in the order
 * that the fragment promises, if it promises one (rows that are equal in it may come in any order); or they must fail with the
 * same error. If a limit picks some of several rows that no order distinguishes, the choice is free: then only the order's keys
 * and the number of rows are compared.
 *
 * @param order of the rows, bound to the output; empty if there is none
 * @param picksRows whether the choice of rows is free
 */
public record Comparison(List<SortOrder> order, boolean picksRows) implements Serializable {
    /** Rows that only one engine returned, and whether a promised order is broken. */
    record Difference(String what, List<UnsafeRow> onlyStock, List<UnsafeRow> onlyQuiver) {}

    Optional<Difference> compare(EngineRun stock, EngineRun quiver) {
        if (stock.failure() != null || quiver.failure() != null) {
            return Failures.isSame(stock.failure(), quiver.failure())
                    ? Optional.empty()
                    : Optional.of(new Difference(
                            "stock Spark: %s%nQuiver: %s".formatted(outcome(stock), outcome(quiver)),
                            List.of(),
                            List.of()));
        }
        List<UnsafeRow> onlyStock = new ArrayList<>();
        List<UnsafeRow> onlyQuiver = new ArrayList<>();
        subtract(compared(stock.rows()), compared(quiver.rows()), onlyStock, onlyQuiver);
        if (!onlyStock.isEmpty() || !onlyQuiver.isEmpty()) {
            return Optional.of(new Difference(
                    "%d rows of stock Spark's %d and %d rows of Quiver's %d have no equal on the other side"
                            .formatted(
                                    onlyStock.size(),
                                    stock.rows().size(),
                                    onlyQuiver.size(),
                                    quiver.rows().size()),
                    onlyStock,
                    onlyQuiver));
        }
        return isOrdered(quiver.rows())
                ? Optional.empty()
                : Optional.of(new Difference(
                        "Quiver's rows are not in the order %s".formatted(order), stock.rows(), quiver.rows()));
    }

    private static String outcome(EngineRun run) {
        return run.failure() == null ? run.rows().size() + " rows" : String.valueOf(run.failure());
    }

    /** The rows, or only the keys that tell them apart if a limit picks rows. */
    private List<UnsafeRow> compared(List<UnsafeRow> rows) {
        if (!picksRows) {
            return rows;
        }
        List<Expression> keys = new ArrayList<>();
        order.forEach(key -> keys.add(key.child()));
        UnsafeProjection projection = UnsafeProjection.create(Scala.seq(keys));
        List<UnsafeRow> projected = new ArrayList<>(rows.size());
        rows.forEach(row -> projected.add(projection.apply(row).copy()));
        return projected;
    }

    private static void subtract(
            List<UnsafeRow> stock, List<UnsafeRow> quiver, List<UnsafeRow> onlyStock, List<UnsafeRow> onlyQuiver) {
        Map<UnsafeRow, int[]> counts = new HashMap<>();
        stock.forEach(row -> counts.computeIfAbsent(row, added -> new int[1])[0]++);
        for (UnsafeRow row : quiver) {
            int[] count = counts.get(row);
            if (count == null || count[0] == 0) {
                onlyQuiver.add(row);
            } else {
                count[0]--;
            }
        }
        for (UnsafeRow row : stock) {
            int[] count = counts.get(row);
            if (count != null && count[0] > 0) {
                count[0]--;
                onlyStock.add(row);
            }
        }
    }

    private boolean isOrdered(List<UnsafeRow> rows) {
        if (order.isEmpty()) {
            return true;
        }
        LazilyGeneratedOrdering ordering = new LazilyGeneratedOrdering(Scala.seq(order));
        Comparator<Object> comparator = (left, right) -> ordering.compare((UnsafeRow) left, (UnsafeRow) right);
        for (int i = 1; i < rows.size(); i++) {
            if (comparator.compare(rows.get(i - 1), rows.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
