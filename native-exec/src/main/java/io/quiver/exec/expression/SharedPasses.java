/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.expression;

import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.function.catalog.FunctionCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds calls of one function over the same first argument, such as several fields of the same text, that one pass can compute. */
final class SharedPasses {
    /** The function and the argument that calls of one pass share. */
    private record Subject(String function, Expression argument) {}

    private SharedPasses() {}

    /** Kernels for those calls, among expressions compiled together, that share a pass with others. */
    static Map<Call, Kernel> kernels(
            List<Expression> expressions, FunctionCatalog catalog, Function<Call, Signature> signatures) {
        Map<Subject, Set<Call>> calls = new LinkedHashMap<>();
        for (Expression expression : expressions) {
            collect(expression, calls);
        }
        Map<Call, Kernel> kernels = new HashMap<>();
        calls.forEach((subject, group) -> {
            if (group.size() > 1) {
                List<Call> ordered = new ArrayList<>(group);
                Optional<List<Kernel>> shared =
                        catalog.find(subject.function()).flatMap(function -> shared(function, ordered, signatures));
                for (int i = 0; shared.isPresent() && i < ordered.size(); i++) {
                    kernels.put(ordered.get(i), shared.get().get(i));
                }
            }
        });
        return kernels;
    }

    private static Optional<List<Kernel>> shared(
            ScalarFunction function, List<Call> calls, Function<Call, Signature> signatures) {
        return function.kernelsOfOnePass(calls.stream().map(signatures).toList());
    }

    private static void collect(Expression expression, Map<Subject, Set<Call>> calls) {
        if (expression instanceof Call call && call.arguments().size() > 1) {
            Subject subject = new Subject(call.function(), call.arguments().get(0));
            calls.computeIfAbsent(subject, key -> new LinkedHashSet<>()).add(call);
        }
        expression.children().forEach(child -> collect(child, calls));
    }
}
