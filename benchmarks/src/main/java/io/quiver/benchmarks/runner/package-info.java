/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Code inside Spark's JVM for the runner of {@code bin/quiver tpch} and {@code tpcds}. */
@NullMarked
package io.quiver.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
