/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.spark.compat.Scala;
import io.substrait.expression.Expression.SortDirection;
import io.substrait.expression.Expression.SortField;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.physical.Partitioning;

/** Translates Catalyst's sort orders to Substrait's sort fields. */
public final class SortKeys {
    private SortKeys() {}

    static List<SortField> translate(List<SortOrder> orders, ExpressionTranslator expressions) {
        return orders.stream().map(order -> translate(order, expressions)).toList();
    }

    private static SortField translate(SortOrder order, ExpressionTranslator expressions) {
        return SortField.builder()
                .expr(expressions.translate(ComparableKeys.ordered(order.child())))
                .direction(direction(order))
                .build();
    }

    /**
     * Leaves a sort to Spark if a key other than the first may fail: Spark computes it only for rows that tie in the keys before
     * it. If an exchange below partitions by the key, every row has computed it already. Source: the generated ordering, Spark
     * 4.1.3.
     */
    static void requireInfallibleTies(
            List<SortOrder> orders, Partitioning partitioning, ExpressionTranslator expressions) {
        for (SortOrder order : orders.subList(1, orders.size())) {
            boolean isComputedBelow = partitioning instanceof Expression by && hasKey(by, order.child());
            if (!isComputedBelow && expressions.mayFail(order.child())) {
                throw new Untranslatable(
                        Reason.OPERATOR_FORM,
                        "%s may fail and breaks ties alone"
                                .formatted(order.child().prettyName()));
            }
        }
    }

    /** Compares whole keys: a part of a key may be in a branch that is not computed. */
    private static boolean hasKey(Expression partitioning, Expression key) {
        return partitioning.semanticEquals(key)
                || ((partitioning instanceof Partitioning || partitioning instanceof SortOrder)
                        && Scala.<Expression>list(partitioning.children()).stream()
                                .anyMatch(part -> hasKey(part, key)));
    }

    public static SortDirection direction(SortOrder order) {
        boolean nullsFirst = order.nullOrdering() == NullsFirst$.MODULE$;
        if (order.direction() == Ascending$.MODULE$) {
            return nullsFirst ? SortDirection.ASC_NULLS_FIRST : SortDirection.ASC_NULLS_LAST;
        }
        return nullsFirst ? SortDirection.DESC_NULLS_FIRST : SortDirection.DESC_NULLS_LAST;
    }
}
