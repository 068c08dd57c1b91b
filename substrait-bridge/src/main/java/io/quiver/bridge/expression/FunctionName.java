/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.expression;

import io.quiver.spark.compat.Scala;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BinaryOperator;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.TaggingExpression;
import org.apache.spark.sql.catalyst.expressions.UserDefinedExpression;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.ObjectType;

/** Finds the names by which users know the functions of an expression. */
final class FunctionName {
    private FunctionName() {}

    static String of(Expression expression) {
        if (expression instanceof BinaryOperator operator) {
            return operator.symbol();
        }
        if (expression instanceof UserDefinedExpression userDefined) {
            return userDefined.name();
        }
        // Functions that Spark replaces before it plans are calls of its Java code from then on.
        if (expression instanceof StaticInvoke call) {
            return "%s.%s".formatted(simpleName(call.staticObject()), call.functionName());
        }
        if (expression instanceof Invoke call) {
            return call.targetObject().dataType() instanceof ObjectType type
                    ? "%s.%s".formatted(simpleName(type.cls()), call.functionName())
                    : call.functionName();
        }
        return expression.prettyName();
    }

    private static String simpleName(Class<?> type) {
        return type.getSimpleName().replace("$", "");
    }

    /** The names of the expressions that are functions. */
    static List<String> each(List<Expression> expressions) {
        return expressions.stream()
                .filter(expression -> !isNoFunction(expression))
                .map(FunctionName::of)
                .toList();
    }

    /** The names of all functions of an expression except {@code butFor}, the outermost first. */
    static List<String> all(Expression root, List<Expression> butFor) {
        Set<Expression> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(butFor);
        List<String> names = new ArrayList<>();
        add(root, left, names);
        return names;
    }

    private static void add(Expression expression, Set<Expression> left, List<String> names) {
        if (!isNoFunction(expression) && !left.contains(expression)) {
            names.add(of(expression));
        }
        Scala.<Expression>list(expression.children()).forEach(child -> add(child, left, names));
    }

    private static boolean isNoFunction(Expression expression) {
        return expression instanceof BoundReference
                || expression instanceof AttributeReference
                || expression instanceof Literal
                || expression instanceof Alias
                || expression instanceof LambdaFunction
                || expression instanceof NamedLambdaVariable
                || expression instanceof TaggingExpression;
    }
}
