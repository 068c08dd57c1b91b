/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.Substring;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.Upper;
import org.apache.spark.sql.types.DataType;

/** An executor that can do everything but what a test takes away. */
final class FakeCapabilities implements Capabilities {
    private static final Map<Class<?>, String> FUNCTIONS = Map.of(
            Length.class, "length",
            Upper.class, "upper",
            Substring.class, "substring",
            StringTrim.class, "trim",
            Concat.class, "concat",
            TruncTimestamp.class, "date_trunc");

    private final Set<String> without = new HashSet<>();

    FakeCapabilities without(String... functions) {
        without.addAll(List.of(functions));
        return this;
    }

    @Override
    public Optional<String> functionFor(Class<?> catalystClass) {
        return Optional.ofNullable(FUNCTIONS.get(catalystClass));
    }

    @Override
    public boolean coversScalar(String function, String mode, List<Argument> arguments, DataType result) {
        return !without.contains(function);
    }

    @Override
    public boolean coversAggregate(String function, String mode, List<DataType> arguments, DataType result) {
        return !without.contains(function);
    }
}
