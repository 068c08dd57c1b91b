/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.expression.Evaluator;
import io.quiver.exec.expression.Expression;
import io.quiver.exec.expression.ExpressionCompiler;
import io.quiver.exec.vector.Column;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A join split into probe side and build side, with factories for its running parts in one task. */
record JoinSides(JoinShape shape, JoinRoles roles, JoinKeys probeKeys, ExpressionCompiler compiler) {
    static JoinSides of(JoinShape shape, ExpressionCompiler compiler) {
        JoinRoles roles = JoinRoles.of(shape.type(), shape.buildSide());
        List<Expression> keys = roles.probeIsLeft() ? shape.leftKeys() : shape.rightKeys();
        JoinKeys probeKeys = new JoinKeys(keys.stream().map(Expression::type).toList(), shape.nullSafe());
        return new JoinSides(shape, roles, probeKeys, compiler);
    }

    List<Expression> probeKeyExpressions() {
        return roles.probeIsLeft() ? shape.leftKeys() : shape.rightKeys();
    }

    List<Expression> buildKeyExpressions() {
        return roles.probeIsLeft() ? shape.rightKeys() : shape.leftKeys();
    }

    List<ColumnType> probeTypes() {
        return roles.probeIsLeft() ? shape.leftTypes() : shape.rightTypes();
    }

    List<ColumnType> buildTypes() {
        return roles.probeIsLeft() ? shape.rightTypes() : shape.leftTypes();
    }

    /** Returns the ordinal of a probe column among left columns followed by right columns. */
    int outputOrdinalOfProbe(int column) {
        return roles.probeIsLeft() ? column : shape.leftTypes().size() + column;
    }

    /** Returns the ordinal of a build column among left columns followed by right columns. */
    int outputOrdinalOfBuild(int column) {
        return roles.probeIsLeft() ? shape.leftTypes().size() + column : column;
    }

    List<Column> leftThenRight(List<Column> probeColumns, List<Column> buildColumns) {
        List<Column> columns = new ArrayList<>(roles.probeIsLeft() ? probeColumns : buildColumns);
        columns.addAll(roles.probeIsLeft() ? buildColumns : probeColumns);
        return columns;
    }

    /**
     * Returns for each build column the probe column with the same value in every pair, because both are a key; else -1.
     * Reading the probe column costs no cache miss.
     */
    int[] probeColumnsEqualToBuild() {
        int[] same = new int[buildTypes().size()];
        Arrays.fill(same, -1);
        for (int k = 0; k < probeKeyExpressions().size(); k++) {
            if (probeKeyExpressions().get(k) instanceof Expression.FieldReference probe
                    && buildKeyExpressions().get(k) instanceof Expression.FieldReference build
                    && probeTypes().get(probe.ordinal()).equals(buildTypes().get(build.ordinal()))) {
                same[build.ordinal()] = probe.ordinal();
            }
        }
        return same;
    }

    List<Evaluator> newProbeKeyEvaluators() {
        return compiler.compileAll(probeKeyExpressions());
    }

    @Nullable
    JoinCondition newCondition() {
        return shape.condition()
                .map(condition -> new JoinCondition(condition, compiler))
                .orElse(null);
    }

    /** Returns a builder for the build side that holds only the columns that the join reads. */
    JoinTableBuilder newTableBuilder() {
        JoinCondition condition = newCondition();
        boolean inOutput = !roles.choosesProbeRows();
        return new JoinTableBuilder(
                buildTypes(),
                buildKeyExpressions(),
                shape.nullSafe(),
                roles.tracksBuildRows(),
                compiler,
                column -> inOutput || (condition != null && condition.reads(outputOrdinalOfBuild(column))),
                JoinTableBuilder.MAX_CHUNK_BYTES);
    }
}
