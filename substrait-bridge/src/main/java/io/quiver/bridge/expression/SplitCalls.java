/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.ElementAt;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetArrayItem;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.StringSplit;
import org.apache.spark.sql.catalyst.expressions.StringSplitSQL;
import org.apache.spark.unsafe.types.UTF8String;

/** Maps expressions that take one part of a split text to calls that do not make the array of all parts. */
final class SplitCalls {
    private SplitCalls() {}

    static Optional<NativeCall> of(GetArrayItem item) {
        return item.child() instanceof StringSplit split
                ? Optional.of(new NativeCall(
                        "split_get", NativeCall.mode(item.failOnError()), arguments(split, item.ordinal())))
                : Optional.empty();
    }

    static Optional<NativeCall> of(ElementAt element) {
        boolean hasDefault = element.defaultValueOutOfBound().isDefined();
        if (element.left() instanceof StringSplit split && !hasDefault) {
            return Optional.of(new NativeCall(
                    "split_element", NativeCall.mode(element.failOnError()), arguments(split, element.right())));
        }
        if (element.left() instanceof StringSplitSQL split
                && hasDefault
                && isEmptyText(element.defaultValueOutOfBound().get())
                && !element.failOnError()) {
            return Optional.of(new NativeCall(
                    "split_part", NativeCall.LEGACY, List.of(split.str(), split.delimiter(), element.right())));
        }
        return Optional.empty();
    }

    private static List<Expression> arguments(StringSplit split, Expression place) {
        return List.of(split.str(), split.regex(), split.limit(), place);
    }

    private static boolean isEmptyText(Literal literal) {
        return literal.value() instanceof UTF8String text && text.numBytes() == 0;
    }
}
