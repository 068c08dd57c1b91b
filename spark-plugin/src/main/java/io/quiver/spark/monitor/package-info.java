/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reports to Spark's metrics system. */
@NullMarked
package io.quiver.spark.monitor;

import org.jspecify.annotations.NullMarked;
