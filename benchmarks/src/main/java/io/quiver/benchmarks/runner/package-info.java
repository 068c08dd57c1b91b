/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the runner of {@code bin/quiver tpch} and {@code tpcds} needs inside Spark's JVM. */
@NullMarked
package io.quiver.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
