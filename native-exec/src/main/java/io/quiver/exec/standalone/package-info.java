/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Runs Substrait plans in the standard functions without Spark, over tables in Arrow, Arrow files and Parquet files.
 * {@link io.quiver.exec.standalone.SubstraitPlan} is the entry point. Nothing else in the executor depends on this package.
 */
@NullMarked
package io.quiver.exec.standalone;

import org.jspecify.annotations.NullMarked;
