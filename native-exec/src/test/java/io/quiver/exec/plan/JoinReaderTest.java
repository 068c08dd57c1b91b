/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.StringValue;
import io.quiver.exec.error.ErrorCode;
import io.quiver.exec.error.ExecutionException;
import io.quiver.exec.expression.Expression.Call;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.plan.PlanNode.JoinNode;
import io.quiver.exec.plan.PlanNode.TableNode;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.AdvancedExtension;
import io.substrait.proto.Expression;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.JoinRel;
import io.substrait.proto.NamedStruct;
import io.substrait.proto.Plan;
import io.substrait.proto.PlanRel;
import io.substrait.proto.ReadRel;
import io.substrait.proto.Rel;
import io.substrait.proto.RelRoot;
import io.substrait.proto.SimpleExtensionDeclaration;
import io.substrait.proto.SimpleExtensionURN;
import io.substrait.proto.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinReaderTest {
    private static final List<String> FUNCTIONS = List.of("equal", "is_not_distinct_from", "lt", "and");
    private static final FieldReference FIRST = new FieldReference(0, ColumnType.INT);
    private static final FieldReference SECOND = new FieldReference(1, ColumnType.INT);

    private static JoinRel.Builder join(Expression condition) {
        return JoinRel.newBuilder()
                .setLeft(input("$input", "0"))
                .setRight(input("$input", "1"))
                .setType(JoinRel.JoinType.JOIN_TYPE_INNER)
                .setExpression(condition);
    }

    private static Rel input(String... names) {
        Type type = Type.newBuilder().setI32(Type.I32.getDefaultInstance()).build();
        return Rel.newBuilder()
                .setRead(ReadRel.newBuilder()
                        .setNamedTable(ReadRel.NamedTable.newBuilder().addAllNames(List.of(names)))
                        .setBaseSchema(NamedStruct.newBuilder()
                                .setStruct(
                                        Type.Struct.newBuilder().addTypes(type).addTypes(type))))
                .build();
    }

    private static JoinNode read(JoinRel.Builder join) {
        Plan.Builder plan = Plan.newBuilder()
                .addRelations(PlanRel.newBuilder()
                        .setRoot(RelRoot.newBuilder().setInput(Rel.newBuilder().setJoin(join))));
        plan.addExtensionUrns(SimpleExtensionURN.newBuilder()
                .setExtensionUrnAnchor(1)
                .setUrn("extension:io.substrait:functions_comparison"));
        plan.addExtensionUrns(SimpleExtensionURN.newBuilder()
                .setExtensionUrnAnchor(2)
                .setUrn("extension:io.substrait:functions_boolean"));
        for (int i = 0; i < FUNCTIONS.size(); i++) {
            plan.addExtensions(SimpleExtensionDeclaration.newBuilder()
                    .setExtensionFunction(SimpleExtensionDeclaration.ExtensionFunction.newBuilder()
                            .setExtensionUrnReference(FUNCTIONS.get(i).equals("and") ? 2 : 1)
                            .setFunctionAnchor(i)
                            .setName(FUNCTIONS.get(i) + ":any_any")));
        }
        return (JoinNode) SubstraitReader.read(plan.build().toByteArray());
    }

    private static Expression call(String function, Expression... arguments) {
        Expression.ScalarFunction.Builder call = Expression.ScalarFunction.newBuilder()
                .setFunctionReference(FUNCTIONS.indexOf(function))
                .setOutputType(Type.newBuilder().setBool(Type.Boolean.getDefaultInstance()));
        for (Expression argument : arguments) {
            call.addArguments(FunctionArgument.newBuilder().setValue(argument));
        }
        return Expression.newBuilder().setScalarFunction(call).build();
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

    private static AdvancedExtension.Builder enhancement(String typeUrl) {
        return AdvancedExtension.newBuilder().setEnhancement(Any.newBuilder().setTypeUrl(typeUrl));
    }

    private static AdvancedExtension.Builder strategy(String strategy) {
        return AdvancedExtension.newBuilder()
                .addOptimization(Any.newBuilder().setTypeUrl("somebody/elses"))
                .addOptimization(Any.newBuilder()
                        .setTypeUrl("extension:io.quiver:spark/join_strategy")
                        .setValue(StringValue.of(strategy).toByteString()));
    }

    private static void assertRefused(ErrorCode code, String message, JoinRel.Builder join) {
        assertThatThrownBy(() -> read(join))
                .isInstanceOfSatisfying(ExecutionException.class, failure -> assertThat(failure.code())
                        .isEqualTo(code))
                .hasMessageContaining(message);
    }

    @Test
    void keysAreTheComparisonsThatTheConditionBeginsWith() {
        JoinNode join = read(join(call(
                "and",
                call("equal", field(0), field(2)),
                call("is_not_distinct_from", field(3), field(1)),
                call("lt", field(0), field(3)),
                call("equal", field(1), field(3)))));

        assertThat(join.leftKeys()).containsExactly(FIRST, SECOND);
        assertThat(join.rightKeys()).containsExactly(FIRST, SECOND);
        assertThat(join.nullSafe()).containsExactly(false, true);
        assertThat(join.condition())
                .contains(logical(
                        "and",
                        logical("lt", FIRST, new FieldReference(3, ColumnType.INT)),
                        logical("equal", SECOND, new FieldReference(3, ColumnType.INT))));
    }

    private static Call logical(String function, io.quiver.exec.expression.Expression... arguments) {
        return new Call(function, EvaluationMode.LEGACY, List.of(arguments), ColumnType.BOOLEAN);
    }

    @Test
    void aComparisonWithinOneSideOrInANestedConjunctionIsNoKey() {
        assertThat(read(join(call("equal", field(0), field(1)))).leftKeys()).isEmpty();
        assertThat(read(join(call("and", call("and", call("equal", field(0), field(2))))))
                        .leftKeys())
                .isEmpty();
        assertThat(read(join(call("equal", field(0), field(2)))).leftKeys()).hasSize(1);
    }

    @Test
    void adviceOnTheSideToBuildIsFollowed() {
        Expression key = call("equal", field(0), field(2));

        assertThat(read(join(key)).buildSide()).isEqualTo(BuildSide.RIGHT);
        assertThat(read(join(key).setType(JoinRel.JoinType.JOIN_TYPE_RIGHT)).buildSide())
                .isEqualTo(BuildSide.LEFT);
        assertThat(read(join(key).setAdvancedExtension(strategy("SHUFFLED_HASH LEFT")))
                        .buildSide())
                .isEqualTo(BuildSide.LEFT);
        assertRefused(ErrorCode.PLAN_INVALID, "join strategy", join(key).setAdvancedExtension(strategy("NO SIDE")));
    }

    @Test
    void aTableIsTheBuildSide() {
        Expression key = call("equal", field(0), field(2));

        JoinNode join = read(join(key).setLeft(input("$table", "4")));

        assertThat(join.buildSide()).isEqualTo(BuildSide.LEFT);
        assertThat(join.left()).isEqualTo(new TableNode(4, List.of(ColumnType.INT, ColumnType.INT)));
        assertRefused(
                ErrorCode.PLAN_INVALID,
                "two tables",
                join(key).setLeft(input("$table", "0")).setRight(input("$table", "1")));
    }

    @Test
    void enhancementsAreKnownOrRefused() {
        Expression key = call("equal", field(0), field(2));
        String nullAware = "extension:io.quiver:spark/null_aware";

        JoinNode join = read(
                join(key).setType(JoinRel.JoinType.JOIN_TYPE_LEFT_ANTI).setAdvancedExtension(enhancement(nullAware)));

        assertThat(join.nullAware()).isTrue();
        assertThat(join.type()).isEqualTo(JoinType.LEFT_ANTI);
        assertRefused(ErrorCode.PLAN_INVALID, "null-aware", join(key).setAdvancedExtension(enhancement(nullAware)));
        assertRefused(
                ErrorCode.PLAN_UNSUPPORTED, "enhancement", join(key).setAdvancedExtension(enhancement("other/thing")));
    }

    @Test
    void otherJoinsAreRefused() {
        Expression key = call("equal", field(0), field(2));

        assertRefused(ErrorCode.PLAN_UNSUPPORTED, "SINGLE", join(key).setType(JoinRel.JoinType.JOIN_TYPE_LEFT_SINGLE));
        assertRefused(ErrorCode.PLAN_UNSUPPORTED, "filter", join(key).setPostJoinFilter(key));
        assertRefused(ErrorCode.PLAN_INVALID, "field", join(call("lt", field(0), field(4))));
    }
}
