/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Provides metrics of plan nodes that Spark's SQLMetric does not cover. */
@NullMarked
package io.quiver.spark.metric;

import org.jspecify.annotations.NullMarked;
