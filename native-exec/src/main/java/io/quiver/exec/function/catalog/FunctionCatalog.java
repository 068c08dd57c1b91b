/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.catalog;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.cast.CastFunctions;
import io.quiver.exec.function.datetime.DatetimeFunctions;
import io.quiver.exec.function.hash.HashFunctions;
import io.quiver.exec.function.json.JsonFunctions;
import io.quiver.exec.function.logic.LogicFunctions;
import io.quiver.exec.function.math.MathFunctions;
import io.quiver.exec.function.string.StringFunctions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The scalar functions that the executor has kernels for, by name. Immutable, shared by all threads. */
public final class FunctionCatalog {
    private final Map<String, ScalarFunction> byName = new LinkedHashMap<>();
    private final Map<String, String> bySparkClass = new HashMap<>();

    /** A catalogue of exactly {@code functions}. Two of one name or of one Spark class are a mistake. */
    public FunctionCatalog(Collection<ScalarFunction> functions) {
        for (ScalarFunction function : functions) {
            if (byName.putIfAbsent(function.name(), function) != null) {
                throw new IllegalArgumentException("two functions are named " + function.name());
            }
            for (String sparkClass : function.sparkClasses()) {
                String other = bySparkClass.putIfAbsent(sparkClass, function.name());
                if (other != null) {
                    throw new IllegalArgumentException(
                            "%s stands for both %s and %s".formatted(sparkClass, other, function.name()));
                }
            }
        }
    }

    /** All functions that Quiver has. */
    public static FunctionCatalog standard() {
        return Standard.CATALOG;
    }

    public Optional<ScalarFunction> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The function whose arguments are the children of that Catalyst class, see {@link ScalarFunction#sparkClasses}. */
    public Optional<String> forSparkClass(String className) {
        return Optional.ofNullable(bySparkClass.get(className));
    }

    /** Whether there is a kernel for this use of the function. */
    public boolean covers(String name, Signature signature) {
        return kernel(name, signature).isPresent();
    }

    /** A new kernel for one thread, or empty where the use is not covered. */
    public Optional<Kernel> kernel(String name, Signature signature) {
        return find(name).flatMap(function -> function.kernel(signature));
    }

    /** Whether the kernel for this use of the function, which is covered, answers every row. */
    public boolean isTotal(String name, Signature signature) {
        return find(name).filter(function -> function.isTotal(signature)).isPresent();
    }

    public Collection<ScalarFunction> functions() {
        return List.copyOf(byName.values());
    }

    /** Made on first use, so that a catalogue of few functions does not load all of them. */
    private static final class Standard {
        static final FunctionCatalog CATALOG = new FunctionCatalog(Stream.of(
                        MathFunctions.ALL,
                        LogicFunctions.ALL,
                        CastFunctions.ALL,
                        HashFunctions.ALL,
                        StringFunctions.ALL,
                        JsonFunctions.ALL,
                        DatetimeFunctions.ALL)
                .flatMap(List::stream)
                .toList());
    }
}
