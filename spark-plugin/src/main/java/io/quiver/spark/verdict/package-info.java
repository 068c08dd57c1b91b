/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Which of Spark's operators run on Quiver, and why the others do not. */
@NullMarked
package io.quiver.spark.verdict;

import org.jspecify.annotations.NullMarked;
