/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The aggregate functions with accumulators, their types, and the facts that planners need. */
@NullMarked
package io.quiver.exec.operator.aggregate.catalog;

import org.jspecify.annotations.NullMarked;
