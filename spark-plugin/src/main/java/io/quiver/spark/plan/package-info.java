/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Which parts of a physical plan run on Quiver, and the plan nodes that stand for them. */
@NullMarked
package io.quiver.spark.plan;

import org.jspecify.annotations.NullMarked;
