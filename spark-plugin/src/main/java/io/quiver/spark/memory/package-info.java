/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The task's memory and spill files, taken from Spark. */
@NullMarked
package io.quiver.spark.memory;

import org.jspecify.annotations.NullMarked;
