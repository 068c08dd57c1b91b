/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.window;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.SortKeys;
import io.substrait.expression.Expression.SortField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;

/**
 * Translates keys of windows. The input is sorted; the executor distinguishes partitions and peers by values that stand for their
 * keys.
 */
final class WindowKeys {
    private WindowKeys() {}

    /**
     * Partition keys. Spark compares them as unsafe rows, byte by byte, if that distinguishes values. Source:
     * WindowEvaluatorFactory 4.1.3.
     */
    static List<io.substrait.expression.Expression> partition(List<Expression> keys, ExpressionTranslator expressions) {
        return expressions.translateAll(
                keys.stream().map(ComparableKeys::identity).toList());
    }

    /**
     * Order keys. Spark compares them by their order, in which the two zeros are equal, and so are all NaNs.
     *
     * @param hasOffsets whether frames compare the key with values, which needs its order too
     */
    static List<SortField> order(List<SortOrder> orders, boolean hasOffsets, ExpressionTranslator expressions) {
        UnaryOperator<Expression> comparable = hasOffsets ? RangeValues::key : ComparableKeys::peer;
        List<SortField> fields = new ArrayList<>();
        for (SortOrder order : orders) {
            fields.add(SortField.builder()
                    .expr(expressions.translate(comparable.apply(order.child())))
                    .direction(SortKeys.direction(order))
                    .build());
        }
        return fields;
    }
}
