/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Grouping and aggregate functions, in all of Spark's phases. */
@NullMarked
package io.quiver.exec.operator.aggregate;

import org.jspecify.annotations.NullMarked;
