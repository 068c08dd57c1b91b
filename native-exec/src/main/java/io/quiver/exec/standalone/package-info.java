/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The executor without Spark: runs Substrait plans in the standard functions over tables in Arrow, Arrow files and Parquet files.
 * {@link io.quiver.exec.standalone.SubstraitPlan} is the way in. Nothing else of the executor depends on this package.
 */
@NullMarked
package io.quiver.exec.standalone;

import org.jspecify.annotations.NullMarked;
