/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Estimates of rows and bytes. */
@NullMarked
package io.quiver.spark.estimate;

import org.jspecify.annotations.NullMarked;
