/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Metrics of plan nodes beyond what Spark's SQLMetric does. */
@NullMarked
package io.quiver.spark.metric;

import org.jspecify.annotations.NullMarked;
