/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.plan;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.quiver.exec.expression.Expression.Literal;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.Expression;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.JoinRel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one join and takes its condition apart. The equality comparisons at its beginning, each of an expression over the left
 * fields and one over the right fields, are the keys. The rest is evaluated on pairs with equal keys.
 */
final class JoinReader {
    /** An optimization: a StringValue of an algorithm's name and the side to build, LEFT or RIGHT. */
    private static final String STRATEGY = Extensions.SPARK + "/join_strategy";

    /** An enhancement without content: the anti join is Spark's null-aware one. */
    private static final String NULL_AWARE = Extensions.SPARK + "/null_aware";

    private final Extensions extensions;
    private final Layout left;
    private final Layout right;
    private final ExpressionReader leftExpressions;
    private final ExpressionReader rightExpressions;
    private final ExpressionReader pairExpressions;

    private final List<io.quiver.exec.expression.Expression> leftKeys = new ArrayList<>();
    private final List<io.quiver.exec.expression.Expression> rightKeys = new ArrayList<>();
    private final List<Boolean> nullSafe = new ArrayList<>();

    JoinReader(Extensions extensions, TypeReader types, LiteralReader literals, Layout left, Layout right) {
        for (Layout side : List.of(left, right)) {
            if (side.fields().stream().anyMatch(Layout.Field::isState)) {
                throw PlanFailures.unsupported("a join of aggregation state as a struct");
            }
        }
        this.extensions = extensions;
        this.left = left;
        this.right = right;
        leftExpressions = new ExpressionReader(extensions, types, literals, left);
        rightExpressions = new ExpressionReader(
                extensions, types, literals, right, left.fields().size());
        pairExpressions = new ExpressionReader(
                extensions,
                types,
                literals,
                Layout.of(node(-1, JoinType.INNER, BuildSide.RIGHT, Optional.empty(), false)));
    }

    Layout read(JoinRel rel, int operatorId) {
        if (rel.hasPostJoinFilter()) {
            throw PlanFailures.unsupported("a filter within a join");
        }
        JoinType type = type(rel);
        BuildSide buildSide = buildSide(rel, type);
        boolean nullAware = nullAware(rel);
        Optional<io.quiver.exec.expression.Expression> condition = condition(rel);
        boolean fitsNullAware = type == JoinType.LEFT_ANTI
                && buildSide == BuildSide.RIGHT
                && leftKeys.size() == 1
                && condition.isEmpty();
        if (nullAware && !fitsNullAware) {
            throw PlanFailures.invalid(
                    "a null-aware join is a left anti join on one key that builds the right side: %s with %d keys",
                    type, leftKeys.size());
        }
        return Layout.of(node(operatorId, type, buildSide, condition, nullAware));
    }

    private PlanNode.JoinNode node(
            int operatorId,
            JoinType type,
            BuildSide buildSide,
            Optional<io.quiver.exec.expression.Expression> condition,
            boolean nullAware) {
        return new PlanNode.JoinNode(
                operatorId,
                left.node(),
                right.node(),
                type,
                buildSide,
                leftKeys,
                rightKeys,
                nullSafe,
                condition,
                nullAware);
    }

    private static JoinType type(JoinRel rel) {
        return switch (rel.getType()) {
            case JOIN_TYPE_INNER -> JoinType.INNER;
            case JOIN_TYPE_LEFT -> JoinType.LEFT_OUTER;
            case JOIN_TYPE_RIGHT -> JoinType.RIGHT_OUTER;
            case JOIN_TYPE_OUTER -> JoinType.FULL_OUTER;
            case JOIN_TYPE_LEFT_SEMI -> JoinType.LEFT_SEMI;
            case JOIN_TYPE_LEFT_ANTI -> JoinType.LEFT_ANTI;
            case JOIN_TYPE_LEFT_MARK -> JoinType.EXISTENCE;
            default -> throw PlanFailures.unsupported("join of type %s", rel.getType());
        };
    }

    /** The build side that the plan advises. A table that exists already decides instead. */
    private BuildSide buildSide(JoinRel rel, JoinType type) {
        boolean leftIsTable = left.node() instanceof PlanNode.TableNode;
        boolean rightIsTable = right.node() instanceof PlanNode.TableNode;
        if (leftIsTable && rightIsTable) {
            throw PlanFailures.invalid("a join of two tables that exist already");
        }
        if (leftIsTable || rightIsTable) {
            return leftIsTable ? BuildSide.LEFT : BuildSide.RIGHT;
        }
        return Extensions.optimization(rel.getAdvancedExtension(), STRATEGY)
                .map(JoinReader::buildSide)
                .orElse(type == JoinType.RIGHT_OUTER ? BuildSide.LEFT : BuildSide.RIGHT);
    }

    private static BuildSide buildSide(Any optimization) {
        try {
            String strategy = StringValue.parseFrom(optimization.getValue()).getValue();
            return BuildSide.valueOf(strategy.substring(strategy.indexOf(' ') + 1));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw PlanFailures.invalid("join strategy %s", optimization.getValue());
        }
    }

    private static boolean nullAware(JoinRel rel) {
        if (!rel.getAdvancedExtension().hasEnhancement()) {
            return false;
        }
        String enhancement = rel.getAdvancedExtension().getEnhancement().getTypeUrl();
        if (!enhancement.equals(NULL_AWARE)) {
            throw PlanFailures.unsupported("enhancement %s of a join", enhancement);
        }
        return true;
    }

    /** Collects the keys and returns the rest of the condition. */
    private Optional<io.quiver.exec.expression.Expression> condition(JoinRel rel) {
        List<Expression> conjuncts = rel.hasExpression() ? conjuncts(rel.getExpression()) : List.of();
        int taken = 0;
        while (taken < conjuncts.size() && takeKey(conjuncts.get(taken))) {
            taken++;
        }
        List<io.quiver.exec.expression.Expression> rest =
                pairExpressions.readAll(conjuncts.subList(taken, conjuncts.size()));
        if (rest.isEmpty() || rest.equals(List.of(new Literal(true, ColumnType.BOOLEAN)))) {
            return Optional.empty();
        }
        return Optional.of(
                rest.size() == 1
                        ? rest.get(0)
                        : new io.quiver.exec.expression.Expression.Call(
                                "and", EvaluationMode.LEGACY, rest, ColumnType.BOOLEAN));
    }

    /** The operands of the outermost AND. An AND nested below stays one condition. */
    private List<Expression> conjuncts(Expression condition) {
        if (!isStandardCall(condition, "and")) {
            return List.of(condition);
        }
        return condition.getScalarFunction().getArgumentsList().stream()
                .map(FunctionArgument::getValue)
                .toList();
    }

    private boolean isStandardCall(Expression expression, String name) {
        if (!expression.hasScalarFunction()) {
            return false;
        }
        Extensions.FunctionName function =
                extensions.function(expression.getScalarFunction().getFunctionReference());
        return !function.isSparks() && function.name().equals(name);
    }

    private boolean takeKey(Expression conjunct) {
        boolean isNullSafe = isStandardCall(conjunct, "is_not_distinct_from");
        if (!isNullSafe && !isStandardCall(conjunct, "equal")) {
            return false;
        }
        List<FunctionArgument> operands = conjunct.getScalarFunction().getArgumentsList();
        if (operands.size() != 2) {
            throw PlanFailures.invalid("a comparison of %d operands", operands.size());
        }
        Expression first = operands.get(0).getValue();
        Expression second = operands.get(1).getValue();
        FieldRange firstFields = FieldRange.of(first);
        FieldRange secondFields = FieldRange.of(second);
        int leftWidth = left.fields().size();
        if (firstFields.endsBefore(leftWidth) && secondFields.startsAt(leftWidth)) {
            return addKey(first, second, isNullSafe);
        }
        if (secondFields.endsBefore(leftWidth) && firstFields.startsAt(leftWidth)) {
            return addKey(second, first, isNullSafe);
        }
        return false;
    }

    private boolean addKey(Expression leftOperand, Expression rightOperand, boolean isNullSafe) {
        io.quiver.exec.expression.Expression leftKey = leftExpressions.read(leftOperand);
        io.quiver.exec.expression.Expression rightKey = rightExpressions.read(rightOperand);
        ColumnType type = leftKey.type();
        boolean areBytes =
                type.kind() == ColumnType.Kind.OPAQUE && rightKey.type().kind() == ColumnType.Kind.OPAQUE;
        if (!areBytes && !type.equals(rightKey.type())) {
            throw PlanFailures.unsupported("join keys of types %s and %s", type, rightKey.type());
        }
        if (type.kind() == ColumnType.Kind.NULL) {
            throw PlanFailures.unsupported("join keys of type %s", type);
        }
        leftKeys.add(leftKey);
        rightKeys.add(rightKey);
        nullSafe.add(isNullSafe);
        return true;
    }
}
