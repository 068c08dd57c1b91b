/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.bridge.support.Capabilities;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A Catalyst expression as a call of an executor function. Parameters that are not children (an escape character, a time zone)
 * become literal arguments.
 *
 * @param mode LEGACY, ANSI or TRY; LEGACY if the expression has no modes
 */
public record NativeCall(String function, String mode, List<Expression> arguments) {
    static final String LEGACY = "LEGACY";
    static final String ANSI = "ANSI";

    public NativeCall {
        arguments = List.copyOf(arguments);
    }

    /** The call for the expression, whatever its types; empty if there is none. */
    public static Optional<NativeCall> of(Expression expression, Capabilities capabilities) {
        return new NativeCalls(capabilities).of(expression);
    }

    static NativeCall of(String function, Expression... arguments) {
        return new NativeCall(function, LEGACY, List.of(arguments));
    }

    static String mode(boolean failOnError) {
        return failOnError ? ANSI : LEGACY;
    }
}
