/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

import io.substrait.extension.ImmutableSimpleExtension;
import io.substrait.extension.SimpleExtension;
import io.substrait.extension.SimpleExtension.AggregateFunctionVariant;
import io.substrait.extension.SimpleExtension.Argument;
import io.substrait.extension.SimpleExtension.ScalarFunctionVariant;
import io.substrait.extension.SimpleExtension.WindowFunctionVariant;
import io.substrait.function.ParameterizedType;
import io.substrait.function.ParameterizedTypeCreator;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Declares the functions that plans name. They are declared in Java, since loading Substrait's YAML catalogue takes over a
 * second. A function has a standard URN only if Spark's semantics are the standard's; all others are Spark's. See
 * docs/substrait-dialect.md.
 */
public final class Dialect {
    /** The URN of all functions that are Spark's own. */
    public static final String SPARK = "extension:io.quiver:spark";

    /** Evaluates a foreign expression: its ordinal, then the columns that it reads. */
    public static final String FOREIGN = "foreign";

    /** A vectorised expression, and the ordinal of the foreign expression that evaluates the batches it declines. */
    public static final String GUARD = "guard";

    /** A value known when the task starts, by ordinal. */
    public static final String PARAMETER = "param";

    /** The state columns of an aggregate function as one value. */
    public static final String STRUCT = "struct";

    /** A relation's call that makes rows with a foreign expression: its ordinal, whether outer, and the columns that it reads. */
    public static final String GENERATE = "generate";

    /** A relation's call: the ordinal of the expression that reads the collection, whether outer, and the collection. */
    public static final String UNNEST = "unnest";

    /** A relation's call: the number of copies, and the copied columns. */
    public static final String REPLICATE = "replicate";

    /** A relation's call: lower and upper bound, whether with replacement, and the seed. */
    public static final String SAMPLE = "sample";

    private static final String BOOLEANS = "extension:io.substrait:functions_boolean";
    private static final String COMPARISONS = "extension:io.substrait:functions_comparison";

    /** The functions whose standard declaration matches Spark's semantics, and their URNs. */
    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("and", BOOLEANS),
            Map.entry("or", BOOLEANS),
            Map.entry("not", BOOLEANS),
            Map.entry("is_null", COMPARISONS),
            Map.entry("is_not_null", COMPARISONS),
            Map.entry("coalesce", COMPARISONS),
            Map.entry("equal", COMPARISONS),
            Map.entry("not_equal", COMPARISONS),
            Map.entry("lt", COMPARISONS),
            Map.entry("lte", COMPARISONS),
            Map.entry("gt", COMPARISONS),
            Map.entry("gte", COMPARISONS),
            Map.entry("is_not_distinct_from", COMPARISONS));

    private static final Set<String> VARIADIC = Set.of(
            "and",
            "or",
            "coalesce",
            FOREIGN,
            STRUCT,
            GENERATE,
            REPLICATE,
            "concat",
            "concat_ws",
            "greatest",
            "least",
            "hash",
            "xxhash64");

    private static final Set<String> MODELESS =
            Set.of(FOREIGN, GUARD, PARAMETER, STRUCT, GENERATE, UNNEST, REPLICATE, SAMPLE);

    private static final List<String> MODES = List.of("LEGACY", "ANSI", "TRY");
    private static final ParameterizedType ANY = ParameterizedTypeCreator.REQUIRED.parameter("any");

    private static final Map<String, ScalarFunctionVariant> SCALARS = new ConcurrentHashMap<>();
    private static final Map<String, AggregateFunctionVariant> AGGREGATES = new ConcurrentHashMap<>();
    private static final Map<String, WindowFunctionVariant> WINDOWS = new ConcurrentHashMap<>();

    private Dialect() {}

    /** Whether the function's first argument is the evaluation mode. */
    public static boolean takesMode(String function) {
        return !STANDARD.containsKey(function) && !MODELESS.contains(function);
    }

    /** The declaration of a scalar function of {@code arity} value arguments. */
    public static ScalarFunctionVariant scalar(String name, int arity) {
        int declared = VARIADIC.contains(name) ? 1 : arity;
        return SCALARS.computeIfAbsent(name + "/" + declared, key -> declareScalar(name, declared));
    }

    private static ScalarFunctionVariant declareScalar(String name, int declared) {
        List<Argument> arguments = new ArrayList<>();
        if (takesMode(name)) {
            arguments.add(mode());
        }
        ParameterizedType type = BOOLEANS.equals(STANDARD.get(name)) ? TypeCreator.REQUIRED.BOOLEAN : ANY;
        for (int i = 0; i < declared; i++) {
            arguments.add(value(type));
        }
        ImmutableSimpleExtension.ScalarFunctionVariant.Builder builder =
                ImmutableSimpleExtension.ScalarFunctionVariant.builder()
                        .urn(STANDARD.getOrDefault(name, SPARK))
                        .name(name)
                        .args(arguments)
                        .returnType(TypeCreator.REQUIRED.BOOLEAN);
        if (VARIADIC.contains(name)) {
            builder.variadic(variadic());
        }
        return builder.build();
    }

    /**
     * The declaration of an aggregate function: mode, type of the state, type of the result, ordinals of the foreign update and
     * evaluate expressions, whether decimals may temporarily leave their type, the number of groups after which rows are sorted,
     * and the arguments.
     */
    public static AggregateFunctionVariant aggregate(String name) {
        return AGGREGATES.computeIfAbsent(name, Dialect::declareAggregate);
    }

    private static AggregateFunctionVariant declareAggregate(String name) {
        List<Argument> arguments =
                List.of(mode(), type(), type(), value(ANY), value(ANY), value(ANY), value(ANY), value(ANY));
        return ImmutableSimpleExtension.AggregateFunctionVariant.builder()
                .urn(SPARK)
                .name(name)
                .args(arguments)
                .variadic(variadic())
                .returnType(TypeCreator.REQUIRED.BOOLEAN)
                .build();
    }

    /**
     * The declaration of a window function: mode, type of the state, ordinal of the foreign window function, values of the
     * frame's bounds, and the arguments.
     */
    public static WindowFunctionVariant window(String name) {
        return WINDOWS.computeIfAbsent(name, Dialect::declareWindow);
    }

    private static WindowFunctionVariant declareWindow(String name) {
        return ImmutableSimpleExtension.WindowFunctionVariant.builder()
                .urn(SPARK)
                .name(name)
                .args(List.of(mode(), type(), value(ANY), value(ANY), value(ANY), value(ANY)))
                .variadic(variadic())
                .returnType(TypeCreator.REQUIRED.BOOLEAN)
                .intermediate(TypeCreator.REQUIRED.BOOLEAN)
                .build();
    }

    private static Argument mode() {
        return SimpleExtension.EnumArgument.builder()
                .name("mode")
                .options(MODES)
                .build();
    }

    private static Argument value(ParameterizedType type) {
        return SimpleExtension.ValueArgument.builder().name("x").value(type).build();
    }

    private static Argument type() {
        return SimpleExtension.TypeArgument.builder().name("t").type(ANY).build();
    }

    private static SimpleExtension.VariadicBehavior variadic() {
        return ImmutableSimpleExtension.VariadicBehavior.builder()
                .min(0)
                .parameterConsistency(SimpleExtension.VariadicBehavior.ParameterConsistency.INCONSISTENT)
                .build();
    }
}
