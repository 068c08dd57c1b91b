/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs fragments on both engines over the same input, in the user's own job, and compares the results. */
@NullMarked
package io.quiver.spark.verify;

import org.jspecify.annotations.NullMarked;
