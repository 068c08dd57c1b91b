/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What needs adaptive execution: shuffles that wait, runtime filters, finished stages, and rules of Spark's that fragments hide plans from. */
@NullMarked
package io.quiver.spark.adaptive;

import org.jspecify.annotations.NullMarked;
