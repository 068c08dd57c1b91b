/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Accumulators: the state of aggregate functions per group. */
@NullMarked
package io.quiver.exec.operator.aggregate.accumulator;

import org.jspecify.annotations.NullMarked;
