/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.spark.compat.Scala;
import io.substrait.expression.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.InSet;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Translates the options of IN if they are literals that Substrait can express. */
final class InLists {
    private InLists() {}

    static Optional<List<Expression>> options(In in) {
        List<@Nullable Object> values = new ArrayList<>();
        for (org.apache.spark.sql.catalyst.expressions.Expression option :
                Scala.<org.apache.spark.sql.catalyst.expressions.Expression>list(in.list())) {
            if (!(option instanceof Literal literal)) {
                return Optional.empty();
            }
            values.add(literal.value());
        }
        return translate(values, in.value().dataType());
    }

    /** Translates the set in value order, so that equal sets make equal plans. Sets of floats follow other rules. */
    static Optional<List<Expression>> options(InSet in) {
        DataType type = in.child().dataType();
        if (type instanceof FloatType || type instanceof DoubleType) {
            return Optional.empty();
        }
        List<@Nullable Object> values = new ArrayList<>(CollectionConverters.asJava(in.hset()));
        values.sort(Comparator.nullsLast(InLists::compare));
        return translate(values, type);
    }

    private static Optional<List<Expression>> translate(List<@Nullable Object> values, DataType type) {
        List<Expression> options = new ArrayList<>();
        for (Object value : values) {
            Optional<Expression.Literal> option = LiteralTranslator.translate(value, type);
            if (option.isEmpty()) {
                return Optional.empty();
            }
            options.add(option.get());
        }
        return options.isEmpty() ? Optional.empty() : Optional.of(options);
    }

    /** Compares values of one Catalyst type: texts, arrays of bytes, or comparable values. */
    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        if (left instanceof UTF8String text) {
            return text.binaryCompare((UTF8String) right);
        }
        return left instanceof byte[] bytes
                ? Arrays.compareUnsigned(bytes, (byte[]) right)
                : ((Comparable<Object>) left).compareTo(right);
    }
}
