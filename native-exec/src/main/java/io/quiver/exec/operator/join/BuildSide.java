/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

/** The side of a join that is held in memory; the other one is streamed. */
public enum BuildSide {
    LEFT,
    RIGHT
}
