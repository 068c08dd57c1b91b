/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.standalone.plan;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.Expression.FieldReference;
import io.quiver.exec.function.EvaluationMode;
import io.quiver.exec.operator.join.BuildSide;
import io.quiver.exec.operator.join.JoinType;
import io.quiver.exec.plan.PlanFailures;
import io.quiver.exec.plan.PlanNode;
import io.quiver.exec.vector.ColumnType;
import io.substrait.proto.HashJoinRel;
import io.substrait.proto.JoinRel;
import io.substrait.proto.NestedLoopJoinRel;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads joins of two relations. The equality comparisons in a condition become the keys of a hash join. */
final class StandardJoins {
    private final Relation left;
    private final Relation right;
    private final Relation pairs;
    private final StandardExpressions expressions;

    private final List<Expression> leftKeys = new ArrayList<>();
    private final List<Expression> rightKeys = new ArrayList<>();
    private final List<Boolean> nullSafe = new ArrayList<>();
    private final List<Expression> rest = new ArrayList<>();

    StandardJoins(Relation left, Relation right, Function<Relation, StandardExpressions> over) {
        this.left = left;
        this.right = right;
        List<Type> types = new ArrayList<>(left.types());
        types.addAll(right.types());
        pairs = new Relation(node(JoinType.INNER, List.of(), List.of(), List.of(), List.of()), types);
        expressions = over.apply(pairs);
    }

    Relation cross() {
        return join("INNER");
    }

    Relation read(JoinRel rel) {
        if (rel.hasPostJoinFilter()) {
            throw PlanFailures.unsupported("a filter within a join");
        }
        if (rel.hasExpression()) {
            split(expressions.condition(rel.getExpression()));
        }
        return join(rel.getType().name());
    }

    Relation read(NestedLoopJoinRel rel) {
        if (rel.hasExpression()) {
            split(expressions.condition(rel.getExpression()));
        }
        return join(rel.getType().name());
    }

    @SuppressWarnings("deprecation") // keys come as pairs of fields, or with how they compare
    Relation read(HashJoinRel rel) {
        for (int i = 0; i < rel.getLeftKeysCount(); i++) {
            addKey(fieldOf(left, rel.getLeftKeys(i)), fieldOf(right, rel.getRightKeys(i)), false);
        }
        for (io.substrait.proto.ComparisonJoinKey key : rel.getKeysList()) {
            boolean isNullSafe =
                    switch (key.getComparison().getSimple()) {
                        case SIMPLE_COMPARISON_TYPE_EQ -> false;
                        case SIMPLE_COMPARISON_TYPE_IS_NOT_DISTINCT_FROM -> true;
                        default ->
                            throw PlanFailures.unsupported(
                                    "keys of a hash join that compare by %s", key.getComparison());
                    };
            addKey(fieldOf(left, key.getLeft()), fieldOf(right, key.getRight()), isNullSafe);
        }
        Relation joined = join(rel.getType().name());
        if (!rel.hasPostJoinFilter()) {
            return joined;
        }
        if (rel.getType() != HashJoinRel.JoinType.JOIN_TYPE_INNER) {
            throw PlanFailures.unsupported("a filter within a %s", rel.getType());
        }
        Expression filter = expressions.condition(rel.getPostJoinFilter());
        return joined.over(new PlanNode.FilterNode(-1, joined.node(), filter));
    }

    private static Expression fieldOf(Relation side, io.substrait.proto.Expression.FieldReference reference) {
        return side.field(reference.getDirectReference().getStructField().getField())
                .expression();
    }

    private void split(Expression condition) {
        if (condition instanceof Expression.Call call && call.function().equals("and")) {
            call.arguments().forEach(this::split);
            return;
        }
        if (condition instanceof Expression.Call call && call.arguments().size() == 2) {
            boolean isNullSafe = call.function().equals("is_not_distinct_from");
            if ((isNullSafe || call.function().equals("equal"))
                    && takeKey(call.arguments().get(0), call.arguments().get(1), isNullSafe)) {
                return;
            }
        }
        if (!condition.equals(new Expression.Literal(true, ColumnType.BOOLEAN))) {
            rest.add(condition);
        }
    }

    private boolean takeKey(Expression first, Expression second, boolean isNullSafe) {
        if (isOf(first, true) && isOf(second, false)) {
            addKey(first, shifted(second), isNullSafe);
            return true;
        }
        if (isOf(second, true) && isOf(first, false)) {
            addKey(second, shifted(first), isNullSafe);
            return true;
        }
        return false;
    }

    private void addKey(Expression leftKey, Expression rightKey, boolean isNullSafe) {
        if (!leftKey.type().equals(rightKey.type())) {
            throw PlanFailures.unsupported("join keys of types %s and %s", leftKey.type(), rightKey.type());
        }
        leftKeys.add(StandardAggregates.key(leftKey));
        rightKeys.add(StandardAggregates.key(rightKey));
        nullSafe.add(isNullSafe);
    }

    /** Returns whether an expression reads fields of one side and no others, and can be moved there. */
    private boolean isOf(Expression expression, boolean leftSide) {
        if (expression instanceof FieldReference field) {
            return field.ordinal() < left.width() == leftSide;
        }
        if (expression instanceof Expression.Leaf || expression instanceof Expression.Guard) {
            return false;
        }
        List<Expression> children = expression.children();
        return !children.isEmpty()
                && children.stream().allMatch(child -> child instanceof Expression.Literal || isOf(child, leftSide))
                && children.stream().anyMatch(child -> isOf(child, leftSide));
    }

    private Expression shifted(Expression expression) {
        if (expression instanceof FieldReference field) {
            return new FieldReference(field.ordinal() - left.width(), field.type());
        }
        return expression.withChildren(
                expression.children().stream().map(this::shifted).toList());
    }

    private Relation join(String type) {
        return switch (type.replace("JOIN_TYPE_", "")) {
            case "INNER" -> paired(JoinType.INNER);
            case "LEFT" -> paired(JoinType.LEFT_OUTER);
            case "RIGHT" -> paired(JoinType.RIGHT_OUTER);
            case "OUTER" -> paired(JoinType.FULL_OUTER);
            case "LEFT_SEMI" -> new Relation(node(JoinType.LEFT_SEMI), left.types());
            case "LEFT_ANTI" -> new Relation(node(JoinType.LEFT_ANTI), left.types());
            default ->
                throw PlanFailures.unsupported(
                        "join of type %s; offered are INNER, LEFT, RIGHT, OUTER, LEFT_SEMI and LEFT_ANTI", type);
        };
    }

    private Relation paired(JoinType type) {
        return pairs.over(node(type));
    }

    private PlanNode node(JoinType type) {
        return node(type, leftKeys, rightKeys, nullSafe, rest);
    }

    private PlanNode node(
            JoinType type,
            List<Expression> keysOfLeft,
            List<Expression> keysOfRight,
            List<Boolean> areNullSafe,
            List<Expression> conditions) {
        Optional<Expression> condition = conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        conditions.size() == 1
                                ? conditions.get(0)
                                : new Expression.Call("and", EvaluationMode.LEGACY, conditions, ColumnType.BOOLEAN));
        return new PlanNode.JoinNode(
                -1,
                left.node(),
                right.node(),
                type,
                type == JoinType.RIGHT_OUTER ? BuildSide.LEFT : BuildSide.RIGHT,
                keysOfLeft,
                keysOfRight,
                areNullSafe,
                condition,
                false);
    }
}
