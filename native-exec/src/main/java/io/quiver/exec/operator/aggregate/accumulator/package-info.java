/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What aggregate functions hold of each group. */
@NullMarked
package io.quiver.exec.operator.aggregate.accumulator;

import org.jspecify.annotations.NullMarked;
