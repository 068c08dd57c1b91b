/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tells users why an operator stayed on Spark. */
@NullMarked
package io.quiver.spark.explain;

import org.jspecify.annotations.NullMarked;
