/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.Clause;
import io.quiver.exec.expression.Expression.Conditional;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.expression.Expression.Foreign;
import io.quiver.exec.expression.Expression.Guard;
import io.quiver.exec.expression.Expression.InList;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.expression.Expression.Parameter;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.FunctionArgument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads Substrait expressions over one relation. It refuses what the dialect does not have and never skips it. */
final class ExpressionReader {
    private static final String STRUCT = "struct";

    private final Extensions extensions;
    private final TypeReader types;
    private final LiteralReader literals;
    private final Layout input;
    private final int firstField;

    ExpressionReader(Extensions extensions, TypeReader types, LiteralReader literals, Layout input) {
        this(extensions, types, literals, input, 0);
    }

    /** Reads expressions that number the fields of {@code input} from {@code firstField} on. */
    ExpressionReader(Extensions extensions, TypeReader types, LiteralReader literals, Layout input, int firstField) {
        this.extensions = extensions;
        this.types = types;
        this.literals = literals;
        this.input = input;
        this.firstField = firstField;
    }

    List<Expression> readAll(List<io.substrait.proto.Expression> expressions) {
        List<Expression> read = new ArrayList<>(expressions.size());
        expressions.forEach(expression -> read.add(read(expression)));
        return read;
    }

    Expression read(io.substrait.proto.Expression expression) {
        return switch (expression.getRexTypeCase()) {
            case LITERAL -> literals.read(expression.getLiteral());
            case SELECTION -> column(expression.getSelection());
            case SCALAR_FUNCTION -> call(expression.getScalarFunction());
            case IF_THEN -> conditional(expression.getIfThen());
            case SINGULAR_OR_LIST -> inList(expression.getSingularOrList());
            case CAST -> cast(expression.getCast());
            default -> throw PlanFailures.unsupported("expression of kind %s", expression.getRexTypeCase());
        };
    }

    private FieldReference column(io.substrait.proto.Expression.FieldReference reference) {
        if (!reference.hasDirectReference()
                || !reference.getDirectReference().hasStructField()
                || !reference.hasRootReference()) {
            throw PlanFailures.unsupported("a reference other than to a column of the input");
        }
        io.substrait.proto.Expression.ReferenceSegment.StructField segment =
                reference.getDirectReference().getStructField();
        Layout.Field field = field(segment.getField());
        int child = 0;
        if (segment.hasChild()) {
            if (!field.isState() || !segment.getChild().hasStructField()) {
                throw PlanFailures.unsupported("a reference into column %d", segment.getField());
            }
            child = segment.getChild().getStructField().getField();
        }
        if (field.isState() != segment.hasChild() || child < 0 || child >= field.columns()) {
            throw PlanFailures.unsupported("a reference to field %d as a whole or beyond it", segment.getField());
        }
        int column = field.first() + child;
        return new FieldReference(column, input.type(column));
    }

    private Layout.Field field(int ordinal) {
        int field = ordinal - firstField;
        if (field < 0 || field >= input.fields().size()) {
            throw PlanFailures.invalid("field %d of %d", field, input.fields().size());
        }
        return input.fields().get(field);
    }

    private Expression call(io.substrait.proto.Expression.ScalarFunction function) {
        if (function.getOptionsCount() > 0) {
            throw PlanFailures.unsupported(
                    "function option %s", function.getOptions(0).getName());
        }
        Extensions.FunctionName name = extensions.function(function.getFunctionReference());
        ColumnType type = types.read(function.getOutputType());
        List<FunctionArgument> arguments = function.getArgumentsList();
        if (!name.isSparks()) {
            return new Call(name.name(), EvaluationMode.LEGACY, values(arguments), type);
        }
        return switch (name.name()) {
            case "foreign" -> new Foreign(ordinal(arguments, 0), type);
            case "param" -> new Parameter(ordinal(arguments, 0), type);
            case "guard" -> new Guard(value(arguments, 0), ordinal(arguments, 1));
            case STRUCT -> throw PlanFailures.unsupported("struct outside an aggregate function's state");
            default -> new Call(name.name(), mode(arguments), values(arguments.subList(1, arguments.size())), type);
        };
    }

    /** The mode, which is a function's first argument. */
    static EvaluationMode mode(List<FunctionArgument> arguments) {
        if (arguments.isEmpty() || !arguments.get(0).hasEnum()) {
            throw PlanFailures.invalid("a function of %s without its mode", Extensions.SPARK);
        }
        return switch (arguments.get(0).getEnum()) {
            case "LEGACY" -> EvaluationMode.LEGACY;
            case "ANSI" -> EvaluationMode.ANSI;
            case "TRY" -> EvaluationMode.TRY;
            default ->
                throw PlanFailures.unsupported("mode %s", arguments.get(0).getEnum());
        };
    }

    List<Expression> values(List<FunctionArgument> arguments) {
        List<Expression> values = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            values.add(value(arguments, i));
        }
        return values;
    }

    private Expression value(List<FunctionArgument> arguments, int position) {
        if (position >= arguments.size() || !arguments.get(position).hasValue()) {
            throw PlanFailures.invalid("argument %d is missing or no value", position);
        }
        return read(arguments.get(position).getValue());
    }

    /** An ordinal beside the plan: a literal argument. */
    int ordinal(List<FunctionArgument> arguments, int position) {
        if (value(arguments, position) instanceof Literal literal && literal.value() instanceof Integer ordinal) {
            return ordinal;
        }
        throw PlanFailures.invalid("argument %d is no i32 literal", position);
    }

    /** A flag: a literal argument. */
    boolean flag(List<FunctionArgument> arguments, int position) {
        if (value(arguments, position) instanceof Literal literal && literal.value() instanceof Boolean flag) {
            return flag;
        }
        throw PlanFailures.invalid("argument %d is no boolean literal", position);
    }

    /** The columns of an aggregate function's state, which its argument combines as a struct. */
    List<Expression> state(FunctionArgument argument) {
        if (argument.hasValue() && argument.getValue().hasScalarFunction()) {
            io.substrait.proto.Expression.ScalarFunction function =
                    argument.getValue().getScalarFunction();
            Extensions.FunctionName name = extensions.function(function.getFunctionReference());
            if (name.isSparks() && name.name().equals(STRUCT)) {
                return values(function.getArgumentsList());
            }
        }
        throw PlanFailures.unsupported("an aggregate function's state other than struct(...)");
    }

    private Expression conditional(io.substrait.proto.Expression.IfThen expression) {
        List<Clause> clauses = new ArrayList<>();
        expression
                .getIfsList()
                .forEach(clause -> clauses.add(new Clause(read(clause.getIf()), read(clause.getThen()))));
        if (clauses.isEmpty() || !expression.hasElse()) {
            throw PlanFailures.unsupported("if-then without clauses or without else");
        }
        return new Conditional(
                clauses, read(expression.getElse()), clauses.get(0).value().type());
    }

    private Expression inList(io.substrait.proto.Expression.SingularOrList expression) {
        List<Literal> options = new ArrayList<>();
        for (io.substrait.proto.Expression option : expression.getOptionsList()) {
            if (!option.hasLiteral()) {
                throw PlanFailures.unsupported("an option of a list that is no literal");
            }
            options.add(literals.read(option.getLiteral()));
        }
        return new InList(read(expression.getValue()), options);
    }

    /** Substrait's own cast knows no time zone: the executor's cast gets an empty one. */
    private Expression cast(io.substrait.proto.Expression.Cast expression) {
        EvaluationMode mode =
                switch (expression.getFailureBehavior()) {
                    case FAILURE_BEHAVIOR_THROW_EXCEPTION -> EvaluationMode.ANSI;
                    case FAILURE_BEHAVIOR_RETURN_NULL -> EvaluationMode.TRY;
                    default ->
                        throw PlanFailures.unsupported(
                                "cast with failure behaviour %s", expression.getFailureBehavior());
                };
        Literal noZone = new Literal("".getBytes(StandardCharsets.UTF_8), ColumnType.STRING);
        return new Call("cast", mode, List.of(read(expression.getInput()), noZone), types.read(expression.getType()));
    }
}
