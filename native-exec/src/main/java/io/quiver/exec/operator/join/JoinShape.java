/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.expression.Expression;
import io.quiver.exec.vector.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Describes a join without the sources of its rows.
 *
 * @param nullSafe for each key whether null equals null
 * @param condition over left columns followed by right columns
 * @param nullAware whether it is a NOT IN: a null right key leaves no output at all, and a left row with a null key comes out
 *     only if the right side has no rows at all
 */
public record JoinShape(
        JoinType type,
        BuildSide buildSide,
        List<ColumnType> leftTypes,
        List<ColumnType> rightTypes,
        List<Expression> leftKeys,
        List<Expression> rightKeys,
        List<Boolean> nullSafe,
        Optional<Expression> condition,
        boolean nullAware) {
    public JoinShape {
        leftTypes = List.copyOf(leftTypes);
        rightTypes = List.copyOf(rightTypes);
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        nullSafe = List.copyOf(nullSafe);
        if (leftKeys.size() != rightKeys.size() || leftKeys.size() != nullSafe.size()) {
            throw new IllegalArgumentException("%d left keys, %d right keys, %d null-safe flags"
                    .formatted(leftKeys.size(), rightKeys.size(), nullSafe.size()));
        }
        if (nullAware
                && (type != JoinType.LEFT_ANTI
                        || buildSide != BuildSide.RIGHT
                        || leftKeys.size() != 1
                        || condition.isPresent())) {
            throw new IllegalArgumentException(
                    "a null-aware join is a left anti join on one key that builds the right side");
        }
    }

    /** Returns the types of the output columns. */
    public List<ColumnType> types() {
        List<ColumnType> types = new ArrayList<>(leftTypes);
        if (type == JoinType.EXISTENCE) {
            types.add(ColumnType.BOOLEAN);
        } else if (!type.isLeftOnly()) {
            types.addAll(rightTypes);
        }
        return List.copyOf(types);
    }

    /** Returns whether the left side is streamed past a table of the right side. */
    public boolean probeIsLeft() {
        return roles().probeIsLeft();
    }

    /** Returns whether a row of the probe side without a match gives no output. */
    public boolean dropsUnmatchedProbeRows() {
        return !nullAware && roles().dropsUnmatchedProbeRows();
    }

    /** Returns whether each output row comes from one row of the probe side and depends on no other row of that side. */
    public boolean probeRowsAreIndependent() {
        return !roles().tracksBuildRows();
    }

    JoinRoles roles() {
        return JoinRoles.of(type, buildSide);
    }

    /** Returns the same join with another type, and not null aware. */
    JoinShape withType(JoinType other) {
        return new JoinShape(other, buildSide, leftTypes, rightTypes, leftKeys, rightKeys, nullSafe, condition, false);
    }
}
