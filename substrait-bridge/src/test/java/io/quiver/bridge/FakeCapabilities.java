/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import io.quiver.bridge.support.Capabilities;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.CumeDist;
import org.apache.spark.sql.catalyst.expressions.DenseRank;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Lag;
import org.apache.spark.sql.catalyst.expressions.Lead;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.NTile;
import org.apache.spark.sql.catalyst.expressions.NthValue;
import org.apache.spark.sql.catalyst.expressions.PercentRank;
import org.apache.spark.sql.catalyst.expressions.Rank;
import org.apache.spark.sql.catalyst.expressions.RowNumber;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.Upper;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.First;
import org.apache.spark.sql.catalyst.expressions.aggregate.Last;
import org.apache.spark.sql.catalyst.expressions.aggregate.Max;
import org.apache.spark.sql.catalyst.expressions.aggregate.Min;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** An executor that can do everything but what a test takes away. */
final class FakeCapabilities implements Capabilities {
    private static final Map<Class<?>, String> FUNCTIONS = Map.of(
            Length.class, "length",
            Upper.class, "upper",
            Substring.class, "substring",
            StringTrim.class, "trim",
            Concat.class, "concat",
            TruncTimestamp.class, "date_trunc");

    private static final Map<Class<?>, String> AGGREGATES = Map.of(
            Count.class, "count",
            Sum.class, "sum",
            Average.class, "avg",
            Min.class, "min",
            Max.class, "max",
            First.class, "first",
            Last.class, "last");

    private static final Map<Class<?>, String> WINDOWS = Map.of(
            RowNumber.class, "row_number",
            Rank.class, "rank",
            DenseRank.class, "dense_rank",
            PercentRank.class, "percent_rank",
            CumeDist.class, "cume_dist",
            NTile.class, "ntile",
            NthValue.class, "nth_value",
            Lead.class, "lead",
            Lag.class, "lead");

    private final Set<String> total = new HashSet<>(Set.of(
            "and", "or", "not", "is_null", "is_not_null", "equal", "lt", "lte", "gt", "gte", "is_not_distinct_from"));

    private final Set<String> without = new HashSet<>();

    FakeCapabilities without(String... functions) {
        without.addAll(List.of(functions));
        return this;
    }

    FakeCapabilities total(String... functions) {
        total.addAll(List.of(functions));
        return this;
    }

    @Override
    public Optional<String> functionFor(Class<?> catalystClass) {
        return Optional.ofNullable(FUNCTIONS.get(catalystClass));
    }

    @Override
    public Coverage coverage(String function, String mode, List<Argument> arguments, DataType result) {
        if (without.contains(function)) {
            return Coverage.NONE;
        }
        return total.contains(function) ? Coverage.EVERY_ROW : Coverage.SOME_ROWS;
    }

    @Override
    public Optional<Aggregate> aggregateFor(Class<?> catalystClass) {
        return Optional.ofNullable(AGGREGATES.get(catalystClass)).map(name -> new Aggregate(name, true, false));
    }

    @Override
    public Optional<String> windowFor(Class<?> catalystClass) {
        return Optional.ofNullable(WINDOWS.get(catalystClass));
    }

    @Override
    public Coverage aggregateCoverage(String function, String mode, List<DataType> arguments, DataType result) {
        return without.contains(function) ? Coverage.NONE : Coverage.SOME_ROWS;
    }

    @Override
    public boolean aggregatesInAnyOrder(String function, String mode, List<DataType> arguments) {
        return Set.of("count", "min", "max").contains(function) && !arguments.contains(DataTypes.DoubleType);
    }

    @Override
    public List<Expression> overColumns(Expression bound) {
        return List.of();
    }
}
