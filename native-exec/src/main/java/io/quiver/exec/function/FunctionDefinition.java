/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The plain way to write a {@link ScalarFunction}: a name, the Catalyst classes it stands for, whether it answers every row, and
 * what makes its kernel.
 *
 * <pre>{@code
 * static final ScalarFunction LENGTH = FunctionDefinition.named("char_length")
 *         .spark("org.apache.spark.sql.catalyst.expressions.Length")
 *         .total()
 *         .kernel(signature -> switch (signature.argument(0).kind()) {
 *             case STRING -> Optional.of(NullIntolerantKernel.unary(signature.result(), Length::ofText));
 *             default -> Optional.empty();
 *         });
 * }</pre>
 */
public record FunctionDefinition(
        String name,
        List<String> sparkClasses,
        Function<Signature, Optional<Kernel>> kernels,
        Predicate<Signature> total)
        implements ScalarFunction {
    public FunctionDefinition {
        sparkClasses = List.copyOf(sparkClasses);
    }

    public static Builder named(String name) {
        return new Builder(name, List.of(), signature -> false);
    }

    @Override
    public Optional<Kernel> kernel(Signature signature) {
        return kernels.apply(signature);
    }

    @Override
    public boolean isTotal(Signature signature) {
        return total.test(signature);
    }

    /** The facts of a function, without its kernel. */
    public record Builder(String name, List<String> sparkClasses, Predicate<Signature> totalUses) {
        /** The Catalyst classes, by full name or, for those of {@code catalyst.expressions}, by simple name. */
        public Builder spark(String... classNames) {
            return new Builder(
                    name,
                    Stream.of(classNames)
                            .map(className -> className.indexOf('.') < 0 ? EXPRESSIONS + className : className)
                            .toList(),
                    totalUses);
        }

        /** Says that every kernel of the function answers every row, see {@link ScalarFunction#isTotal}. */
        public Builder total() {
            return totalWhere(signature -> true);
        }

        /** Says that the kernels of these signatures answer every row. */
        public Builder totalWhere(Predicate<Signature> signatures) {
            return new Builder(name, sparkClasses, signatures);
        }

        public ScalarFunction kernel(Function<Signature, Optional<Kernel>> kernels) {
            return new FunctionDefinition(name, sparkClasses, kernels, totalUses);
        }
    }

    private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";
}
