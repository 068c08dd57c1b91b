/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Type;
import java.util.List;

/** Builds Substrait's cast. It is Spark's cast where that exists, in UTC. */
public final class Casts {
    private Casts() {}

    /** Casts {@code value} to {@code type}. A value that cannot be cast gives null or an error. */
    public static Value cast(Value value, Type type, boolean nullOnFailure) {
        ColumnType column = StandardTypes.column(type);
        Expression input = value.expression();
        if (isNumberOnly(value.type()) != isNumberOnly(type)
                || isNumberOnly(type) && value.type().getKindCase() != type.getKindCase()) {
            throw PlanFailures.unsupported(
                    "cast of %s to %s", StandardTypes.name(value.type()), StandardTypes.name(type));
        }
        if (input.type().equals(column)) {
            return new Value(input, type);
        }
        Expression cast = new Expression.Call("cast", EvaluationMode.TRY, List.of(input, Call.text("UTC")), column);
        return new Value(nullOnFailure ? cast : Call.call("required", column, cast, input), type);
    }

    /** Returns whether the executor holds values of this type as plain numbers, although the type means something else. */
    @SuppressWarnings("deprecation") // plans of other producers still have the kind without a precision
    private static boolean isNumberOnly(Type type) {
        return switch (type.getKindCase()) {
            case INTERVAL_YEAR, INTERVAL_DAY, PRECISION_TIME, TIME -> true;
            default -> false;
        };
    }
}
