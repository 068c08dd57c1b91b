/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.plan.PlanNode.InputNode;
import io.quiver.exec.plan.PlanNode.ProjectNode;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AdvancedExtension;
import io.substrait.proto.Expression;
import io.substrait.proto.FilterRel;
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
import io.substrait.proto.SetRel;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionURN;
import io.substrait.proto.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubstraitReaderTest {
    private static final String SPARK = "extension:io.quiver:spark";
    private static final Type INT =
            Type.newBuilder().setI32(Type.I32.getDefaultInstance()).build();
    private static final InputNode INPUT = new InputNode(-1, 0, List.of(ColumnType.INT, ColumnType.INT));

    private static Rel input(String... names) {
        return Rel.newBuilder()
                .setRead(ReadRel.newBuilder()
                        .setNamedTable(ReadRel.NamedTable.newBuilder().addAllNames(List.of(names)))
                        .setBaseSchema(NamedStruct.newBuilder()
                                .addNames("a")
                                .addNames("b")
                                .setStruct(
                                        Type.Struct.newBuilder().addTypes(INT).addTypes(INT))))
                .build();
    }

    private static PlanNode read(Rel rel, String urn, String function) {
        return SubstraitReader.read(plan(rel, urn, function).toByteArray());
    }

    private static Plan plan(Rel rel, String urn, String function) {
        return Plan.newBuilder()
                .addExtensionUrns(
                        SimpleExtensionURN.newBuilder().setExtensionUrnAnchor(1).setUrn(urn))
                .addExtensions(SimpleExtensionDeclaration.newBuilder()
                        .setExtensionFunction(SimpleExtensionDeclaration.ExtensionFunction.newBuilder()
                                .setExtensionUrnReference(1)
                                .setFunctionAnchor(1)
                                .setName(function)))
                .addRelations(PlanRel.newBuilder().setRoot(RelRoot.newBuilder().setInput(rel)))
                .build();
    }

    private static PlanNode read(Rel rel) {
        return read(rel, SPARK, "add:req_any_any");
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

    private static Expression.ScalarFunction.Builder add(String mode) {
        return Expression.ScalarFunction.newBuilder()
                .setFunctionReference(1)
                .setOutputType(INT)
                .addArguments(FunctionArgument.newBuilder().setEnum(mode))
                .addArguments(FunctionArgument.newBuilder().setValue(field(0)))
                .addArguments(FunctionArgument.newBuilder().setValue(field(1)));
    }

    private static Rel project(Rel input, Expression.ScalarFunction.Builder function, Integer... emitted) {
        ProjectRel.Builder project = ProjectRel.newBuilder()
                .setInput(input)
                .addExpressions(Expression.newBuilder().setScalarFunction(function));
        if (emitted.length > 0) {
            project.setCommon(
                    RelCommon.newBuilder().setEmit(RelCommon.Emit.newBuilder().addAllOutputMapping(List.of(emitted))));
        }
        return Rel.newBuilder().setProject(project).build();
    }

    private static void assertRefused(ErrorCode code, String message, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(ExecutionException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void projectionsHandOnTheirInputUnlessToldOtherwise() {
        Call sum = new Call(
                "add",
                EvaluationMode.ANSI,
                List.of(new FieldReference(0, ColumnType.INT), new FieldReference(1, ColumnType.INT)),
                ColumnType.INT);

        assertThat(read(project(input("$input", "0"), add("ANSI"))))
                .isEqualTo(new ProjectNode(
                        -1,
                        INPUT,
                        List.of(new FieldReference(0, ColumnType.INT), new FieldReference(1, ColumnType.INT), sum)));
        assertThat(read(project(input("$input", "0"), add("ANSI"), 2, 0)))
                .isEqualTo(new ProjectNode(-1, INPUT, List.of(sum, new FieldReference(0, ColumnType.INT))));
    }

    @Test
    void aProjectionThatChangesNothingIsNoOperator() {
        assertThat(read(project(input("$input", "0"), add("ANSI"), 0, 1))).isEqualTo(INPUT);
    }

    @Test
    void unknownExtensionsAreRefusedByName() {
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED,
                "function add:i32_i32 of extension:elsewhere:math",
                () -> read(input("$input", "0"), "extension:elsewhere:math", "add:i32_i32"));
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED,
                "function xor:bool_bool",
                () -> read(input("$input", "0"), "extension:io.substrait:functions_boolean", "xor:bool_bool"));
    }

    @Test
    void unknownModesAndOptionsAreRefused() {
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED,
                "mode SATURATE",
                () -> read(project(input("$input", "0"), add("SATURATE"))));
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED,
                "function option overflow",
                () -> read(project(
                        input("$input", "0"),
                        add("ANSI").addOptions(FunctionOption.newBuilder().setName("overflow")))));
    }

    @Test
    void unknownRelationsReadsAndEnhancementsAreRefused() {
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED,
                "relation of kind SET",
                () -> read(Rel.newBuilder().setSet(SetRel.getDefaultInstance()).build()));
        assertRefused(ErrorCode.PLAN_UNSUPPORTED, "[lineitem]", () -> read(input("lineitem")));
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED,
                "enhancement",
                () -> read(Rel.newBuilder()
                        .setFilter(FilterRel.newBuilder()
                                .setInput(input("$input", "0"))
                                .setAdvancedExtension(AdvancedExtension.newBuilder()
                                        .setEnhancement(com.google.protobuf.Any.getDefaultInstance())))
                        .build()));
    }

    @Test
    void referencesBeyondTheInputAreInvalid() {
        assertRefused(
                ErrorCode.PLAN_INVALID,
                "field 5 of 2",
                () -> read(Rel.newBuilder()
                        .setFilter(FilterRel.newBuilder()
                                .setInput(input("$input", "0"))
                                .setCondition(field(5)))
                        .build()));
    }

    @Test
    void bytesThatAreNoPlanAreInvalid() {
        assertRefused(ErrorCode.PLAN_INVALID, "no Substrait plan", () -> SubstraitReader.read(new byte[] {1, 2, 3}));
    }

    @Test
    void deeplyNestedExpressionsAreRead() {
        Expression nested = field(0);
        for (int i = 0; i < 200; i++) {
            nested = Expression.newBuilder()
                    .setScalarFunction(Expression.ScalarFunction.newBuilder()
                            .setFunctionReference(1)
                            .setOutputType(INT)
                            .addArguments(FunctionArgument.newBuilder().setEnum("ANSI"))
                            .addArguments(FunctionArgument.newBuilder().setValue(nested)))
                    .build();
        }
        Rel rel = Rel.newBuilder()
                .setProject(
                        ProjectRel.newBuilder().setInput(input("$input", "0")).addExpressions(nested))
                .build();

        assertThat(read(rel, SPARK, "negative:req_any").types()).hasSize(3);
    }

    @Test
    void aWarmUpRunsThePlanOverNothing() {
        Plan plan = plan(project(input("$input", "0"), add("ANSI")), SPARK, "add:req_any_any");

        assertThatNoException().isThrownBy(() -> ExecutorWarmUp.run(plan.toByteArray()));
    }
}
