/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

/**
 * Translates a join type to the probe side and the build side, whichever of them is left.
 *
 * @param probePreserved probe rows without a match come out with nulls
 * @param buildPreserved build rows without a match come out with nulls, after all others
 * @param leftOnly the output is left rows, each at most once
 */
record JoinRoles(JoinType type, BuildSide buildSide, boolean probePreserved, boolean buildPreserved, boolean leftOnly) {
    static JoinRoles of(JoinType type, BuildSide buildSide) {
        boolean leftPreserved = type == JoinType.LEFT_OUTER || type == JoinType.FULL_OUTER;
        boolean rightPreserved = type == JoinType.RIGHT_OUTER || type == JoinType.FULL_OUTER;
        return buildSide == BuildSide.RIGHT
                ? new JoinRoles(type, buildSide, leftPreserved, rightPreserved, type.isLeftOnly())
                : new JoinRoles(type, buildSide, rightPreserved, leftPreserved, type.isLeftOnly());
    }

    boolean probeIsLeft() {
        return buildSide == BuildSide.RIGHT;
    }

    /** Returns whether the output is probe rows, chosen by whether they have a match. */
    boolean choosesProbeRows() {
        return leftOnly && probeIsLeft();
    }

    /** Returns whether the output is build rows, chosen at the end by whether they had a match. */
    boolean choosesBuildRows() {
        return leftOnly && !probeIsLeft();
    }

    /** Returns whether the join has to know which build rows had a match. */
    boolean tracksBuildRows() {
        return buildPreserved || choosesBuildRows();
    }

    /** Returns whether a probe row without a match gives no output. */
    boolean dropsUnmatchedProbeRows() {
        return !probePreserved && !(choosesProbeRows() && type != JoinType.LEFT_SEMI);
    }
}
