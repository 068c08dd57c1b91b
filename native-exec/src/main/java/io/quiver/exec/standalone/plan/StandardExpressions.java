/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.standalone.function.Call;
import io.quiver.exec.standalone.function.Casts;
import io.quiver.exec.standalone.function.Guards;
import io.quiver.exec.standalone.function.Value;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Expression.Cast;
import io.substrait.proto.Expression.IfThen;
import io.substrait.proto.Expression.ScalarFunction;
import io.substrait.proto.Expression.SingularOrList;
import io.substrait.proto.Expression.SwitchExpression;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.List;

/** Reads expressions over one relation. */
final class StandardExpressions {
    private final Anchors anchors;
    private final StandardLiterals literals;
    private final Guards guards;
    private final Relation input;

    StandardExpressions(Anchors anchors, StandardLiterals literals, Guards guards, Relation input) {
        this.anchors = anchors;
        this.literals = literals;
        this.guards = guards;
        this.input = input;
    }

    Value read(io.substrait.proto.Expression expression) {
        return switch (expression.getRexTypeCase()) {
            case LITERAL -> literals.read(expression.getLiteral());
            case SELECTION -> field(expression.getSelection());
            case SCALAR_FUNCTION -> call(expression.getScalarFunction());
            case IF_THEN -> conditional(expression.getIfThen());
            case SWITCH_EXPRESSION -> choice(expression.getSwitchExpression());
            case SINGULAR_OR_LIST -> inList(expression.getSingularOrList());
            case CAST -> cast(expression.getCast());
            default -> throw PlanFailures.unsupported("expression of kind %s", expression.getRexTypeCase());
        };
    }

    List<Value> readAll(List<io.substrait.proto.Expression> expressions) {
        List<Value> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(read(expression)));
        return values;
    }

    Expression condition(io.substrait.proto.Expression expression) {
        Expression condition = read(expression).expression();
        if (condition.type().kind() != ColumnType.Kind.BOOLEAN) {
            throw PlanFailures.invalid("a condition of type %s", condition.type());
        }
        return condition;
    }

    Value field(io.substrait.proto.Expression.FieldReference reference) {
        boolean isField = reference.hasDirectReference()
                && reference.getDirectReference().hasStructField()
                && !reference.getDirectReference().getStructField().hasChild();
        if (!isField || reference.hasExpression() || reference.hasOuterReference()) {
            throw PlanFailures.unsupported("a reference other than to a column of the input");
        }
        return input.field(reference.getDirectReference().getStructField().getField());
    }

    private Value call(ScalarFunction function) {
        Arguments arguments = arguments(function.getArgumentsList());
        return new Call(
                        anchors.function(function.getFunctionReference()),
                        arguments.values(),
                        arguments.names(),
                        function.getOptionsList(),
                        function.getOutputType(),
                        guards)
                .build();
    }

    /** Arguments that are values, and those that are names. */
    record Arguments(List<Value> values, List<String> names) {}

    Arguments arguments(List<FunctionArgument> arguments) {
        List<Value> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (FunctionArgument argument : arguments) {
            switch (argument.getArgTypeCase()) {
                case VALUE -> values.add(read(argument.getValue()));
                case ENUM -> names.add(argument.getEnum());
                case TYPE, ARGTYPE_NOT_SET ->
                    throw PlanFailures.unsupported("an argument of kind %s", argument.getArgTypeCase());
            }
        }
        return new Arguments(values, names);
    }

    private Value conditional(IfThen expression) {
        List<Expression.Clause> clauses = new ArrayList<>();
        Type type = Type.getDefaultInstance();
        for (IfThen.IfClause clause : expression.getIfsList()) {
            Value value = read(clause.getThen());
            type = value.type();
            clauses.add(new Expression.Clause(condition(clause.getIf()), value.expression()));
        }
        if (clauses.isEmpty()) {
            throw PlanFailures.invalid("if-then without clauses");
        }
        return chosen(clauses, type, expression.hasElse(), expression.getElse());
    }

    private Value choice(SwitchExpression expression) {
        Value match = read(expression.getMatch());
        List<Expression.Clause> clauses = new ArrayList<>();
        Type type = Type.getDefaultInstance();
        for (SwitchExpression.IfValue clause : expression.getIfsList()) {
            Value value = read(clause.getThen());
            type = value.type();
            Expression isEqual = new Expression.Call(
                    "equal",
                    EvaluationMode.LEGACY,
                    List.of(match.expression(), literals.read(clause.getIf()).expression()),
                    ColumnType.BOOLEAN);
            clauses.add(new Expression.Clause(isEqual, value.expression()));
        }
        if (clauses.isEmpty()) {
            throw PlanFailures.invalid("a switch without cases");
        }
        return chosen(clauses, type, expression.hasElse(), expression.getElse());
    }

    private Value chosen(
            List<Expression.Clause> clauses, Type type, boolean hasElse, io.substrait.proto.Expression otherwise) {
        ColumnType column = clauses.get(0).value().type();
        Expression last = hasElse ? read(otherwise).expression() : new Expression.Literal(null, column);
        for (Expression.Clause clause : clauses) {
            if (!clause.value().type().equals(column) || !last.type().equals(column)) {
                throw PlanFailures.invalid(
                        "a choice between %s, %s and %s", column, clause.value().type(), last.type());
            }
        }
        return new Value(new Expression.Conditional(clauses, last, column), type);
    }

    private Value inList(SingularOrList expression) {
        Value value = read(expression.getValue());
        Expression any = new Expression.Literal(false, ColumnType.BOOLEAN);
        List<Expression.Literal> constants = new ArrayList<>();
        for (io.substrait.proto.Expression option : expression.getOptionsList()) {
            Expression read = read(option).expression();
            if (read instanceof Expression.Literal literal) {
                constants.add(literal);
                continue;
            }
            Expression isEqual = new Expression.Call(
                    "equal", EvaluationMode.LEGACY, List.of(value.expression(), read), ColumnType.BOOLEAN);
            any = new Expression.Call("or", EvaluationMode.LEGACY, List.of(any, isEqual), ColumnType.BOOLEAN);
        }
        if (!constants.isEmpty()) {
            Expression inList = new Expression.InList(value.expression(), constants);
            any = any instanceof Expression.Literal
                    ? inList
                    : new Expression.Call("or", EvaluationMode.LEGACY, List.of(any, inList), ColumnType.BOOLEAN);
        }
        return new Value(
                any,
                Type.newBuilder().setBool(Type.Boolean.getDefaultInstance()).build());
    }

    private Value cast(Cast cast) {
        boolean nullOnFailure = cast.getFailureBehavior() == Cast.FailureBehavior.FAILURE_BEHAVIOR_RETURN_NULL;
        return Casts.cast(read(cast.getInput()), cast.getType(), nullOnFailure);
    }
}
