/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

import io.quiver.exec.expression.Expression.FieldReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Joins by comparing every row with every row, in the order that {@link JoinShape} promises. Keys are field references. */
final class JoinOracle {
    /** The rows so far: all, or those before the condition threw. */
    final List<List<@Nullable Object>> out = new ArrayList<>();

    private final JoinShape node;
    private final BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition;

    /** {@code condition} is over a left and a right row. */
    JoinOracle(JoinShape node, BiPredicate<List<@Nullable Object>, List<@Nullable Object>> condition) {
        this.node = node;
        this.condition = condition;
    }

    List<List<@Nullable Object>> join(List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
        boolean probeLeft = node.buildSide() == BuildSide.RIGHT;
        List<List<@Nullable Object>> probe = probeLeft ? left : right;
        List<List<@Nullable Object>> build = probeLeft ? right : left;
        if (node.nullAware()) {
            return nullAware(left, right);
        }
        boolean probePreserved = node.type() == JoinType.FULL_OUTER
                || node.type() == (probeLeft ? JoinType.LEFT_OUTER : JoinType.RIGHT_OUTER);
        boolean buildPreserved = node.type() == JoinType.FULL_OUTER
                || node.type() == (probeLeft ? JoinType.RIGHT_OUTER : JoinType.LEFT_OUTER);
        BitSet matched = new BitSet();
        for (List<@Nullable Object> row : probe) {
            boolean found = false;
            boolean oneIsEnough = node.type().isLeftOnly() && probeLeft;
            for (int i = 0; i < build.size() && !(found && oneIsEnough); i++) {
                int b = node.leftKeys().isEmpty() ? i : build.size() - 1 - i;
                List<@Nullable Object> l = probeLeft ? row : build.get(b);
                List<@Nullable Object> r = probeLeft ? build.get(b) : row;
                if (sameKeys(l, r) && condition.test(l, r)) {
                    found = true;
                    matched.set(b);
                    if (!node.type().isLeftOnly()) {
                        out.add(probeLeft ? concat(row, build.get(b)) : concat(build.get(b), row));
                    }
                }
            }
            if (oneIsEnough) {
                choose(row, found, out);
            } else if (!found && probePreserved) {
                List<@Nullable Object> nulls = nulls((probeLeft ? node.rightTypes() : node.leftTypes()).size());
                out.add(probeLeft ? concat(row, nulls) : concat(nulls, row));
            }
        }
        for (int b = 0; b < build.size(); b++) {
            if (node.type().isLeftOnly() && !probeLeft) {
                choose(build.get(b), matched.get(b), out);
            } else if (buildPreserved && !matched.get(b)) {
                List<@Nullable Object> nulls = nulls((probeLeft ? node.leftTypes() : node.rightTypes()).size());
                out.add(probeLeft ? concat(nulls, build.get(b)) : concat(build.get(b), nulls));
            }
        }
        return out;
    }

    private void choose(List<@Nullable Object> row, boolean found, List<List<@Nullable Object>> out) {
        switch (node.type()) {
            case EXISTENCE -> out.add(concat(row, Arrays.asList((Object) found)));
            case LEFT_SEMI -> {
                if (found) {
                    out.add(row);
                }
            }
            default -> {
                if (!found) {
                    out.add(row);
                }
            }
        }
    }

    private List<List<@Nullable Object>> nullAware(
            List<List<@Nullable Object>> left, List<List<@Nullable Object>> right) {
        if (right.isEmpty()) {
            return left;
        }
        int leftKey = ((FieldReference) node.leftKeys().get(0)).ordinal();
        int rightKey = ((FieldReference) node.rightKeys().get(0)).ordinal();
        List<List<@Nullable Object>> out = new ArrayList<>();
        if (right.stream().anyMatch(row -> row.get(rightKey) == null)) {
            return out;
        }
        for (List<@Nullable Object> row : left) {
            Object key = row.get(leftKey);
            if (key != null && right.stream().noneMatch(r -> key.equals(r.get(rightKey)))) {
                out.add(row);
            }
        }
        return out;
    }

    private boolean sameKeys(List<@Nullable Object> left, List<@Nullable Object> right) {
        for (int k = 0; k < node.leftKeys().size(); k++) {
            Object l = left.get(((FieldReference) node.leftKeys().get(k)).ordinal());
            Object r = right.get(((FieldReference) node.rightKeys().get(k)).ordinal());
            boolean same = l == null || r == null ? l == r && node.nullSafe().get(k) : l.equals(r);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static List<@Nullable Object> nulls(int count) {
        return new ArrayList<>(Collections.nCopies(count, null));
    }

    private static List<@Nullable Object> concat(List<@Nullable Object> left, List<@Nullable Object> right) {
        List<@Nullable Object> row = new ArrayList<>(left);
        row.addAll(right);
        return row;
    }
}
