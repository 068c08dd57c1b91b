/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.function;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.vector.ColumnType;
import io.quiver.exec.vector.ColumnType.Kind;
import io.substrait.proto.FunctionOption;
import io.substrait.proto.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One call of a standard function in a plan. Rules inspect it and build their expressions with it. */
public final class Call {
    private final String name;
    private final List<Value> values;
    private final List<String> enums;
    private final Type type;
    private final ColumnType result;
    private final Map<String, List<String>> options = new HashMap<>();
    private final Guards guards;

    /** {@code enums} are the arguments that are names, {@code values} all others. */
    public Call(
            String name,
            List<Value> values,
            List<String> enums,
            List<FunctionOption> options,
            Type type,
            Guards guards) {
        this.name = name;
        this.values = List.copyOf(values);
        this.enums = List.copyOf(enums);
        this.type = type;
        this.result = StandardTypes.column(type);
        this.guards = guards;
        for (FunctionOption option : options) {
            this.options.put(option.getName().toLowerCase(Locale.ROOT), option.getPreferenceList());
        }
    }

    /** Returns the expression of the called function. */
    public Value build() {
        Expression expression = StandardFunctions.rule(name).apply(this);
        refuseOtherOptions();
        return new Value(expression, type);
    }

    /** Rejects options that no rule has read. */
    void refuseOtherOptions() {
        if (!options.isEmpty()) {
            throw PlanFailures.unsupported("option %s of function %s", options.keySet(), name);
        }
    }

    String name() {
        return name;
    }

    ColumnType result() {
        return result;
    }

    Type type() {
        return type;
    }

    int size() {
        return values.size();
    }

    List<String> enums() {
        return enums;
    }

    Value value(int argument) {
        if (argument >= values.size()) {
            throw PlanFailures.invalid("%s of %d arguments", name, values.size());
        }
        return values.get(argument);
    }

    Expression argument(int argument) {
        return value(argument).expression();
    }

    Kind kind(int argument) {
        return argument(argument).type().kind();
    }

    List<Expression> arguments() {
        return values.stream().map(Value::expression).toList();
    }

    /**
     * Returns the plan's first preference for an option that is among {@code offered}, or the first offered value if the plan
     * has no preference.
     */
    String option(String option, String... offered) {
        List<String> preferences = options.remove(option);
        if (preferences == null || preferences.isEmpty()) {
            return offered[0];
        }
        for (String preference : preferences) {
            for (String each : offered) {
                if (each.equalsIgnoreCase(preference)) {
                    return each;
                }
            }
        }
        throw PlanFailures.unsupported(
                "option %s of function %s: %s is none of %s", option, name, preferences, List.of(offered));
    }

    /** Returns the error that rejects the call for the types of its arguments. */
    RuntimeException unsupported() {
        return PlanFailures.unsupported(
                "function %s of %s to %s",
                name,
                values.stream().map(value -> StandardTypes.name(value.type())).toList(),
                StandardTypes.name(type));
    }

    /** Returns a call of a kernel over all arguments. */
    Expression kernel(String function) {
        return call(function, result, arguments());
    }

    static Expression call(String function, ColumnType type, Expression... arguments) {
        return call(function, type, List.of(arguments));
    }

    static Expression call(String function, ColumnType type, List<Expression> arguments) {
        return new Expression.Call(function, EvaluationMode.LEGACY, arguments, type);
    }

    /**
     * Returns {@code fast} with a guard: {@code exact}, which never declines, computes the batches that {@code fast}
     * declines.
     */
    Expression guarded(Expression fast, Expression exact) {
        return guards.guard(fast, exact);
    }

    /** Returns a kernel over all arguments, and a function that computes row by row what the kernel declines. */
    Expression guarded(String fast, String exact) {
        return guarded(kernel(fast), kernel(exact));
    }

    static Expression cast(Expression value, ColumnType type) {
        return value.type().equals(type) ? value : call("cast", type, value, text(""));
    }

    /** Returns the value as a double. */
    static Expression real(Expression value) {
        return value.type().isDecimal()
                ? call("decimal_to_real", ColumnType.DOUBLE, value)
                : cast(value, ColumnType.DOUBLE);
    }

    static Literal text(String value) {
        return new Literal(value.getBytes(StandardCharsets.UTF_8), ColumnType.STRING);
    }

    static Literal number(long value) {
        return new Literal(value, ColumnType.LONG);
    }

    static Literal bool(boolean value) {
        return new Literal(value, ColumnType.BOOLEAN);
    }

    static Expression not(Expression value) {
        return call("not", ColumnType.BOOLEAN, value);
    }

    static Expression and(Expression left, Expression right) {
        return call("and", ColumnType.BOOLEAN, left, right);
    }

    static Expression choose(Expression condition, Expression value, Expression otherwise) {
        return new Expression.Conditional(List.of(new Expression.Clause(condition, value)), otherwise, value.type());
    }

    /** Returns {@code first}, a value computed from the arguments, followed by the arguments. */
    List<Expression> argumentsAfter(Expression first) {
        List<Expression> all = new ArrayList<>();
        all.add(first);
        all.addAll(arguments());
        return all;
    }

    /** Returns the arguments followed by {@code more}. */
    List<Expression> argumentsAnd(Expression... more) {
        List<Expression> all = new ArrayList<>(arguments());
        all.addAll(List.of(more));
        return all;
    }
}
