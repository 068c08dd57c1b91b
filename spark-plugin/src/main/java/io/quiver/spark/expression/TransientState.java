/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.expression;

import io.quiver.spark.compat.Scala;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;

/**
 * Restores state that expressions lose on their way to an executor. Spark generates code on the driver and ships what the code
 * refers to. So an expression may keep values that its constructor reads from the session's conf in a {@code @transient val}:
 * CsvToStructs (Spark 4.1) keeps the name of its corrupt record. Quiver ships expressions. On arrival it constructs those of such
 * classes again, with the session's conf, which Spark passes to tasks.
 */
public final class TransientState {
    /** Whether a class has a transient field that only a constructor can fill: a {@code val}, neither lazy nor a {@code var}. */
    private static final ClassValue<Boolean> IS_LOST = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    int modifiers = field.getModifiers();
                    if (Modifier.isTransient(modifiers) && Modifier.isFinal(modifiers)) {
                        return true;
                    }
                }
            }
            return false;
        }
    };

    private TransientState() {}

    /** The expression with the state of the whole tree restored; the same expression if nothing is lost. */
    public static Expression restored(Expression expression) {
        // All nodes are copied: withNewChildren keeps the old child where the new one is equal, as a copy is.
        return losesState(expression) ? (Expression) expression.clone() : expression;
    }

    /**
     * Stops at expressions that Spark interprets (CodegenFallback, including lambdas): stock Spark ships them unchanged, and
     * loses the same.
     */
    private static boolean losesState(Expression expression) {
        if (expression instanceof CodegenFallback) {
            return false;
        }
        return IS_LOST.get(expression.getClass())
                || Scala.<Expression>list(expression.children()).stream().anyMatch(TransientState::losesState);
    }
}
