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
            new CastRule(IdentityCasts::kernel, signature -> true),
            new CastRule(IntegerCasts::kernel, IntegerCasts::isTotal),
            new CastRule(FractionCasts::kernel, FractionCasts::isTotal),
            new CastRule(DecimalCasts::kernel, DecimalCasts::isTotal),
            new CastRule(StringToNumberCasts::kernel, StringToNumberCasts::isTotal),
            new CastRule(StringToDatetimeCasts::kernel, signature -> false),
            new CastRule(ToStringCasts::kernel, ToStringCasts::isTotal),
            new CastRule(DatetimeCasts::kernel, DatetimeCasts::isTotal),
            new CastRule(TimestampNumberCasts::kernel, TimestampNumberCasts::isTotal));

    static final ScalarFunction CAST =
            FunctionDefinition.named("cast").totalWhere(CastFunctions::isTotal).kernel(CastFunctions::kernel);

    public static final List<ScalarFunction> ALL = List.of(CAST, CarriedNumbers.CARRIED_NUMBER);

    private CastFunctions() {}

    private static boolean isTotal(Signature signature) {
        return RULES.stream()
                .filter(rule -> rule.kernels().apply(signature).isPresent())
                .findFirst()
                .filter(rule -> rule.total().test(signature))
                .isPresent();
    }

    private static Optional<Kernel> kernel(Signature signature) {
        int count = signature.arguments().size();
        if (count < 1 || count > 2) {
            return Optional.empty();
        }
        return RULES.stream()
                .flatMap(rule -> rule.kernels().apply(signature).stream())
                .findFirst();
    }
}
