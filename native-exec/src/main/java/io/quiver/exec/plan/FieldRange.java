/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.substrait.proto.Expression;
import io.substrait.proto.FunctionArgument;

/** The lowest and the highest field that an expression refers to. Without fields, it lies within every range. */
record FieldRange(int lowest, int highest) {
    private static final FieldRange NONE = new FieldRange(Integer.MAX_VALUE, Integer.MIN_VALUE);

    static FieldRange of(Expression expression) {
        return switch (expression.getRexTypeCase()) {
            case SELECTION -> {
                int field = expression
                        .getSelection()
                        .getDirectReference()
                        .getStructField()
                        .getField();
                yield new FieldRange(field, field);
            }
            case SCALAR_FUNCTION -> {
                FieldRange range = NONE;
                for (FunctionArgument argument : expression.getScalarFunction().getArgumentsList()) {
                    range = argument.hasValue() ? range.and(of(argument.getValue())) : range;
                }
                yield range;
            }
            case IF_THEN -> {
                FieldRange range = of(expression.getIfThen().getElse());
                for (Expression.IfThen.IfClause clause : expression.getIfThen().getIfsList()) {
                    range = range.and(of(clause.getIf())).and(of(clause.getThen()));
                }
                yield range;
            }
            case SINGULAR_OR_LIST -> of(expression.getSingularOrList().getValue());
            case CAST -> of(expression.getCast().getInput());
            default -> NONE;
        };
    }

    private FieldRange and(FieldRange other) {
        return new FieldRange(Math.min(lowest, other.lowest), Math.max(highest, other.highest));
    }

    boolean endsBefore(int field) {
        return highest < field;
    }

    boolean startsAt(int field) {
        return lowest >= field;
    }
}
