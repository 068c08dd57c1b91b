/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Several output rows for each input row: grouping sets, cubes, rollups. */
@NullMarked
package io.quiver.exec.operator.expand;

import org.jspecify.annotations.NullMarked;
