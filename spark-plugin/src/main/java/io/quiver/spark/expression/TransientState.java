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
 * Makes whole what expressions lose on their way to an executor. Spark generates code on the driver and ships what that refers to, so
 * an expression may keep in a {@code @transient val} what its constructor reads from the session's conf: CsvToStructs (Spark 4.1)
 * its name of the corrupt record. Ours travel as expressions. Those of such classes are constructed again where they arrive, with the
 * session's conf, which Spark hands to tasks.
 */
public final class TransientState {
    /** Whether instances of a class have a transient field that only a constructor can fill: a {@code val}, not a lazy one or a {@code var}. */
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

    /** The expression with its state, also below it; itself where nothing is lost. */
    public static Expression restored(Expression expression) {
        // All nodes are copied: withNewChildren keeps the old child where the new one is equal, as a copy is.
        return losesState(expression) ? (Expression) expression.clone() : expression;
    }

    /** Not below what Spark interprets (CodegenFallback, lambdas among them): that is shipped as it is on stock, and loses the same. */
    private static boolean losesState(Expression expression) {
        if (expression instanceof CodegenFallback) {
            return false;
        }
        return IS_LOST.get(expression.getClass())
                || Scala.<Expression>list(expression.children()).stream().anyMatch(TransientState::losesState);
    }
}
