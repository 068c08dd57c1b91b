/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.string;

import io.quiver.exec.function.FunctionDefinition;
import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.vector.BooleanColumn;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType.Kind;
import java.util.Optional;

/**
 * Evaluates {@code like(text, pattern, escape)} for constant patterns and escapes. Patterns that Spark rejects are not covered,
 * so that Spark's code rejects them. Source: Spark 4.1.3 {@code Like}, {@code StringUtils.escapeLikeRegex}.
 */
final class Like {
    static final ScalarFunction LIKE = FunctionDefinition.named("like").kernel(Like::kernel);

    private Like() {}

    private static Optional<Kernel> kernel(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        Optional<String> pattern = signature.text(1);
        Optional<String> escape = signature.text(2).filter(text -> text.length() == 1);
        if (pattern.isEmpty() || escape.isEmpty()) {
            return Optional.empty();
        }
        return LikePattern.parse(pattern.get(), escape.get().charAt(0))
                .map(LikePattern::matcher)
                .map(matcher ->
                        NullIntolerantKernel.naryOverConstants(signature.result(), (arguments, rowCount, demanded) -> {
                            long[] out = new long[(rowCount + 63) >>> 6];
                            matcher.match((BytesColumn) arguments[0].flat(), rowCount, demanded, out);
                            return new BooleanColumn(rowCount, out, null);
                        }));
    }
}
