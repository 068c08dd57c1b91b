/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.BinaryExpression;
import org.apache.spark.sql.catalyst.expressions.DateFormatClass;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.FromUnixTime;
import org.apache.spark.sql.catalyst.expressions.GetTimestamp;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.ToUnixTimestamp;
import org.apache.spark.sql.catalyst.expressions.UnixTimestamp;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * Maps functions that parse or format times by patterns to calls, but not with the patterns of Spark 2, which has another
 * calendar.
 */
final class PatternCalls {
    static final Map<Class<?>, Function<Expression, Optional<NativeCall>>> TABLE = Map.of(
            FromUnixTime.class, PatternCalls::fromUnixTime,
            DateFormatClass.class, PatternCalls::dateFormat,
            GetTimestamp.class, PatternCalls::getTimestamp,
            UnixTimestamp.class, PatternCalls::unixTimestamp,
            ToUnixTimestamp.class, PatternCalls::toUnixTimestamp);

    private static final String POLICY = "spark.sql.legacy.timeParserPolicy";

    private PatternCalls() {}

    private static Optional<NativeCall> fromUnixTime(Expression expression) {
        return of("from_unixtime", (FromUnixTime) expression, ((FromUnixTime) expression).timeZoneId());
    }

    private static Optional<NativeCall> dateFormat(Expression expression) {
        return of("date_format", (DateFormatClass) expression, ((DateFormatClass) expression).timeZoneId());
    }

    private static Optional<NativeCall> getTimestamp(Expression expression) {
        return ofText("parse_timestamp", (GetTimestamp) expression, ((GetTimestamp) expression).timeZoneId());
    }

    private static Optional<NativeCall> unixTimestamp(Expression expression) {
        return ofText("parse_unixtime", (UnixTimestamp) expression, ((UnixTimestamp) expression).timeZoneId());
    }

    private static Optional<NativeCall> toUnixTimestamp(Expression expression) {
        return ofText("parse_unixtime", (ToUnixTimestamp) expression, ((ToUnixTimestamp) expression).timeZoneId());
    }

    private static Optional<NativeCall> ofText(String function, BinaryExpression expression, Option<String> zone) {
        return expression.left().dataType() instanceof StringType ? of(function, expression, zone) : Optional.empty();
    }

    private static Optional<NativeCall> of(String function, BinaryExpression expression, Option<String> zone) {
        boolean isOfSpark2 = SQLConf.get().getConfString(POLICY, "CORRECTED").equalsIgnoreCase("LEGACY");
        if (isOfSpark2 || zone.isEmpty()) {
            return Optional.empty();
        }
        Literal zoneName = new Literal(UTF8String.fromString(zone.get()), DataTypes.StringType);
        return Optional.of(
                new NativeCall(function, NativeCall.LEGACY, List.of(expression.left(), expression.right(), zoneName)));
    }
}
