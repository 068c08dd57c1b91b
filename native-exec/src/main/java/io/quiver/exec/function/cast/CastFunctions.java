/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.cast;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import java.util.List;
import java.util.Optional;

/** The one cast of the catalogue, {@code cast(value, zone)}: the first rule that knows the two types makes the kernel. */
public final class CastFunctions {
    /** Rules for disjoint pairs of types, one line each. */
    private static final List<CastRule> RULES = List.of(
            IdentityCasts::kernel,
            IntegerCasts::kernel,
            FractionCasts::kernel,
            DecimalCasts::kernel,
            StringToNumberCasts::kernel,
            StringToDatetimeCasts::kernel,
            ToStringCasts::kernel,
            DatetimeCasts::kernel,
            TimestampNumberCasts::kernel);

    static final ScalarFunction CAST = FunctionDefinition.named("cast").kernel(CastFunctions::kernel);

    public static final List<ScalarFunction> ALL = List.of(CAST);

    private CastFunctions() {}

    private static Optional<Kernel> kernel(Signature signature) {
        int count = signature.arguments().size();
        if (count < 1 || count > 2) {
            return Optional.empty();
        }
        return RULES.stream().flatMap(rule -> rule.kernel(signature).stream()).findFirst();
    }
}
