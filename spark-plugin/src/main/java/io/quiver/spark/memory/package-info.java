/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Takes the task's memory and spill files from Spark. */
@NullMarked
package io.quiver.spark.memory;

import org.jspecify.annotations.NullMarked;
