/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Which aggregate functions have accumulators, for which types, and what planners have to know of them. */
@NullMarked
package io.quiver.exec.operator.aggregate.catalog;

import org.jspecify.annotations.NullMarked;
