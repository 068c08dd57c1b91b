/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.relation.join;

import io.quiver.bridge.expression.ComparableKeys;
import io.quiver.bridge.expression.ExpressionTranslator;
import io.quiver.bridge.relation.RelationContext;
import io.quiver.bridge.relation.RelationInput;
import io.quiver.bridge.support.Reason;
import io.quiver.bridge.support.Untranslatable;
import io.quiver.bridge.type.TypeTranslator;
import io.substrait.expression.Expression.ScalarFunctionInvocation;
import io.substrait.expression.ExpressionCreator;
import io.substrait.type.TypeCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Builds a join's condition as one AND over left columns followed by right columns: first the keys, each an {@code equal} of a
 * left and a right key, then the rest of Spark's condition as one operand. Foreign expressions in keys are bound to the columns
 * of their own side, since each side's keys are computed separately.
 */
final class JoinConditions {
    private static final Set<String> KEY_COMPARISONS = Set.of("equal", "is_not_distinct_from");

    private final ExpressionTranslator leftExpressions;
    private final ExpressionTranslator rightExpressions;
    private final ExpressionTranslator pairExpressions;

    JoinConditions(RelationInput left, RelationInput right, RelationContext context) {
        List<Attribute> pair = new ArrayList<>(left.output());
        pair.addAll(right.output());
        leftExpressions = context.expressions(left.output());
        rightExpressions = context.expressions(right.output(), left.output().size());
        pairExpressions = context.expressions(pair);
    }

    io.substrait.expression.Expression translate(
            List<Expression> leftKeys, List<Expression> rightKeys, Optional<Expression> condition) {
        List<io.substrait.expression.Expression> conjuncts = new ArrayList<>();
        for (int key = 0; key < leftKeys.size(); key++) {
            conjuncts.add(key(leftKeys.get(key), rightKeys.get(key)));
        }
        condition.ifPresent(rest -> conjuncts.add(rest(rest)));
        return conjuncts.isEmpty()
                ? ExpressionCreator.bool(false, true)
                : ExpressionTranslator.call("and", TypeCreator.NULLABLE.BOOLEAN, conjuncts);
    }

    private io.substrait.expression.Expression key(Expression left, Expression right) {
        DataType type = left.dataType();
        if (!DataType.equalsStructurally(type, right.dataType(), true)) {
            throw new Untranslatable(
                    Reason.TYPE,
                    "join keys of types %s and %s"
                            .formatted(type.catalogString(), right.dataType().catalogString()));
        }
        requireDeterministic(left);
        requireDeterministic(right);
        return ExpressionTranslator.call(
                "equal",
                TypeTranslator.translate(DataTypes.BooleanType, left.nullable() || right.nullable()),
                List.of(
                        leftExpressions.translate(ComparableKeys.identity(left)),
                        rightExpressions.translate(ComparableKeys.identity(right))));
    }

    /** The rest of the condition. It must not look like a key, so one that does is wrapped in an AND. */
    private io.substrait.expression.Expression rest(Expression condition) {
        requireDeterministic(condition);
        io.substrait.expression.Expression translated = pairExpressions.translate(condition);
        boolean looksLikeKey = translated instanceof ScalarFunctionInvocation call
                && KEY_COMPARISONS.contains(call.declaration().name());
        return looksLikeKey ? ExpressionTranslator.call("and", translated.getType(), List.of(translated)) : translated;
    }

    private static void requireDeterministic(Expression expression) {
        if (!expression.deterministic()) {
            throw new Untranslatable(Reason.EXPRESSION, "nondeterministic join condition");
        }
    }
}
