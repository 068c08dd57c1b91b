/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator.join;

/** The side of a join that is held in memory. The other side, the probe side, is streamed. */
public enum BuildSide {
    LEFT,
    RIGHT
}
