/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Expression.ScalarFunction;
import io.substrait.proto.ExtensionSingleRel;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.RelCommon;
import java.util.ArrayList;
import java.util.List;

/** Reads the relations that Substrait does not have: one function call, their detail, says what they do. */
final class ExtensionReader {
    private static final String GENERATE = Extensions.SPARK + "/generate";
    private static final String SAMPLE = Extensions.SPARK + "/sample";

    private final Extensions extensions;
    private final TypeReader types;
    private final Layout input;
    private final ExpressionReader expressions;

    ExtensionReader(Extensions extensions, TypeReader types, LiteralReader literals, Layout input) {
        this.extensions = extensions;
        this.types = types;
        this.input = input;
        expressions = new ExpressionReader(extensions, types, literals, input);
    }

    Layout read(ExtensionSingleRel rel, int operatorId) {
        if (rel.getCommon().getAdvancedExtension().hasEnhancement()) {
            throw PlanFailures.unsupported("enhancement of a relation");
        }
        ScalarFunction call = call(rel);
        return switch (rel.getDetail().getTypeUrl()) {
            case GENERATE -> generate(rel.getCommon(), call, operatorId);
            case SAMPLE -> sample(rel.getCommon(), call, operatorId);
            default ->
                throw PlanFailures.unsupported(
                        "relation of type %s", rel.getDetail().getTypeUrl());
        };
    }

    private static ScalarFunction call(ExtensionSingleRel rel) {
        try {
            return io.substrait.proto.Expression.parseFrom(rel.getDetail().getValue())
                    .getScalarFunction();
        } catch (InvalidProtocolBufferException e) {
            throw new ExecutionException(ErrorCode.PLAN_INVALID, "the detail of a relation is no expression", e);
        }
    }

    private Layout generate(RelCommon common, ScalarFunction call, int operatorId) {
        List<ColumnType> made = types.read(call.getOutputType().getStruct().getTypesList());
        return Layout.of(new PlanNode.GenerateNode(
                operatorId, input.node(), generator(call), required(common, made.size()), made));
    }

    private Generator generator(ScalarFunction call) {
        List<FunctionArgument> arguments = call.getArgumentsList();
        return switch (name(call)) {
            case "generate" -> new Generator.Foreign(expressions.ordinal(arguments, 0), flag(arguments, 1));
            case "unnest" -> {
                List<Expression> values = expressions.values(arguments);
                if (values.size() != 3) {
                    throw PlanFailures.invalid("%d arguments of unnest", values.size());
                }
                yield new Generator.Unnest(expressions.ordinal(arguments, 0), flag(arguments, 1), values.get(2));
            }
            case "replicate" -> replicate(expressions.values(arguments));
            default -> throw PlanFailures.unsupported("generator %s", name(call));
        };
    }

    private static Generator replicate(List<Expression> countAndValues) {
        if (countAndValues.isEmpty() || countAndValues.get(0).type().kind() != ColumnType.Kind.LONG) {
            throw PlanFailures.invalid("copies whose count is no long");
        }
        return new Generator.Replicate(countAndValues);
    }

    /** The input columns that go out. They come before all columns that are made. */
    private List<Integer> required(RelCommon common, int made) {
        int width = input.fields().size();
        List<Integer> fields = common.getEmit().getOutputMappingList();
        if (!common.hasEmit()) {
            fields = new ArrayList<>();
            for (int i = 0; i < width + made; i++) {
                fields.add(i);
            }
        }
        List<Integer> required = new ArrayList<>();
        for (int i = 0; i < fields.size() - made; i++) {
            required.add(column(fields.get(i)));
        }
        for (int i = 0; i < made; i++) {
            int position = required.size() + i;
            if (position >= fields.size() || fields.get(position) != width + i) {
                throw PlanFailures.unsupported("a generator whose columns do not go out as they are, and last");
            }
        }
        return required;
    }

    private int column(int field) {
        if (field < 0
                || field >= input.fields().size()
                || input.fields().get(field).isState()) {
            throw PlanFailures.invalid(
                    "field %d of %d beside a generator", field, input.fields().size());
        }
        return input.fields().get(field).first();
    }

    private Layout sample(RelCommon common, ScalarFunction call, int operatorId) {
        List<Expression> values = expressions.values(call.getArgumentsList());
        if (common.hasEmit() || !name(call).equals("sample") || values.size() != 4) {
            throw PlanFailures.unsupported("a sample other than sample(lower, upper, replacement, seed)");
        }
        return input.over(new PlanNode.SampleNode(
                operatorId,
                input.node(),
                literal(values.get(0), Double.class),
                literal(values.get(1), Double.class),
                literal(values.get(2), Boolean.class),
                literal(values.get(3), Long.class)));
    }

    private String name(ScalarFunction call) {
        Extensions.FunctionName name = extensions.function(call.getFunctionReference());
        if (!name.isSparks()) {
            throw PlanFailures.unsupported("relation made by function %s", name.name());
        }
        return name.name();
    }

    private boolean flag(List<FunctionArgument> arguments, int position) {
        return literal(expressions.values(arguments).get(position), Boolean.class);
    }

    private static <T> T literal(Expression expression, Class<T> type) {
        if (expression instanceof Expression.Literal literal && type.isInstance(literal.value())) {
            return type.cast(literal.value());
        }
        throw PlanFailures.invalid("%s is no literal of %s", expression, type.getSimpleName());
    }
}
