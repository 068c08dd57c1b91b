/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.conformance;

import io.quiver.exec.standalone.conformance.FunctionCase.Typed;
import io.substrait.proto.AggregateFunction;
import io.substrait.proto.AggregateRel;
import io.substrait.proto.AggregationPhase;
import io.substrait.proto.Expression;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.FunctionOption;
import io.substrait.proto.NamedStruct;
import io.substrait.proto.Plan;
import io.substrait.proto.PlanRel;
import io.substrait.proto.ProjectRel;
import io.substrait.proto.ReadRel;
import io.substrait.proto.Rel;
import io.substrait.proto.RelCommon;
import io.substrait.proto.RelRoot;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionURN;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.List;

/** Makes a plan that calls the function of a case over the columns of a virtual table. */
final class CasePlan {
    /** The arguments of a scalar function stand in so many rows, so that kernels see columns. */
    private static final int SCALAR_ROWS = 3;

    private final FunctionCase functionCase;
    private final List<FunctionArgument> arguments = new ArrayList<>();
    private final List<Type> columns = new ArrayList<>();
    private final List<Expression.Literal> firstRow = new ArrayList<>();

    private CasePlan(FunctionCase functionCase) {
        this.functionCase = functionCase;
    }

    static Plan of(FunctionCase functionCase) {
        return new CasePlan(functionCase).plan();
    }

    /** The type of the result; where the case expects an error it does not say. */
    static Type resultType(FunctionCase functionCase) {
        if (!functionCase.expected().type().isEmpty()) {
            return CaseTypes.parse(functionCase.expected().type());
        }
        Typed last = functionCase
                .arguments()
                .get(functionCase.isAggregate() ? functionCase.arguments().size() - 1 : 0);
        if (last.isName()) {
            return CaseTypes.parse("i64"); // extract
        }
        Type type = CaseTypes.parse(last.type());
        if (!type.hasDecimal()) {
            return type;
        }
        return switch (functionCase.function()) {
            case "power", "sqrt" -> CaseTypes.parse("fp64");
            default -> CaseTypes.parse("dec<38,%d>".formatted(type.getDecimal().getScale()));
        };
    }

    private Plan plan() {
        for (Typed argument : functionCase.arguments()) {
            if (argument.isName()) {
                arguments.add(
                        FunctionArgument.newBuilder().setEnum(argument.text()).build());
                continue;
            }
            Type type = CaseTypes.parse(argument.type());
            arguments.add(FunctionArgument.newBuilder()
                    .setValue(field(columns.size()))
                    .build());
            columns.add(type);
            if (!functionCase.isAggregate()) {
                firstRow.add(CaseValues.literal(argument.text(), type));
            }
        }
        Rel root = functionCase.isAggregate() ? aggregate() : project();
        String urn = "extension:io.substrait:functions_" + functionCase.file().replaceAll("/.*", "");
        return Plan.newBuilder()
                .addExtensionUrns(
                        SimpleExtensionURN.newBuilder().setExtensionUrnAnchor(1).setUrn(urn))
                .addExtensions(SimpleExtensionDeclaration.newBuilder()
                        .setExtensionFunction(SimpleExtensionDeclaration.ExtensionFunction.newBuilder()
                                .setExtensionUrnReference(1)
                                .setFunctionAnchor(1)
                                .setName(functionCase.function() + ":any")))
                .addRelations(PlanRel.newBuilder()
                        .setRoot(RelRoot.newBuilder().setInput(root).addNames("result")))
                .build();
    }

    private Rel read() {
        ReadRel.VirtualTable.Builder table = ReadRel.VirtualTable.newBuilder();
        if (functionCase.isAggregate()) {
            for (String row : functionCase.rows()) {
                table.addExpressions(row(List.of(CaseValues.literal(row, columns.get(0)))));
            }
        } else {
            for (int i = 0; i < SCALAR_ROWS; i++) {
                table.addExpressions(row(firstRow));
            }
        }
        NamedStruct.Builder schema =
                NamedStruct.newBuilder().setStruct(Type.Struct.newBuilder().addAllTypes(columns));
        for (int i = 0; i < columns.size(); i++) {
            schema.addNames("c" + i);
        }
        return Rel.newBuilder()
                .setRead(ReadRel.newBuilder().setBaseSchema(schema).setVirtualTable(table))
                .build();
    }

    private static Expression.Nested.Struct row(List<Expression.Literal> values) {
        Expression.Nested.Struct.Builder row = Expression.Nested.Struct.newBuilder();
        values.forEach(value -> row.addFields(Expression.newBuilder().setLiteral(value)));
        return row.build();
    }

    private List<FunctionOption> options() {
        List<FunctionOption> options = new ArrayList<>();
        functionCase
                .options()
                .forEach((name, value) -> options.add(FunctionOption.newBuilder()
                        .setName(name)
                        .addPreference(value)
                        .build()));
        return options;
    }

    private Rel project() {
        Expression call = Expression.newBuilder()
                .setScalarFunction(Expression.ScalarFunction.newBuilder()
                        .setFunctionReference(1)
                        .addAllArguments(arguments)
                        .addAllOptions(options())
                        .setOutputType(resultType(functionCase)))
                .build();
        RelCommon emit = RelCommon.newBuilder()
                .setEmit(RelCommon.Emit.newBuilder().addOutputMapping(columns.size()))
                .build();
        return Rel.newBuilder()
                .setProject(
                        ProjectRel.newBuilder().setCommon(emit).setInput(read()).addExpressions(call))
                .build();
    }

    private Rel aggregate() {
        AggregateFunction function = AggregateFunction.newBuilder()
                .setFunctionReference(1)
                .setPhase(AggregationPhase.AGGREGATION_PHASE_INITIAL_TO_RESULT)
                .addAllArguments(arguments)
                .addAllOptions(options())
                .setOutputType(resultType(functionCase))
                .build();
        return Rel.newBuilder()
                .setAggregate(AggregateRel.newBuilder()
                        .setInput(read())
                        .addMeasures(AggregateRel.Measure.newBuilder().setMeasure(function)))
                .build();
    }

    private static Expression field(int ordinal) {
        return Expression.newBuilder()
                .setSelection(Expression.FieldReference.newBuilder()
                        .setRootReference(Expression.FieldReference.RootReference.getDefaultInstance())
                        .setDirectReference(Expression.ReferenceSegment.newBuilder()
                                .setStructField(Expression.ReferenceSegment.StructField.newBuilder()
                                        .setField(ordinal))))
                .build();
    }
}
