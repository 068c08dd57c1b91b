/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads the Parquet files of Delta tables as Delta Lake does, none of whose classes it sees. */
@NullMarked
package io.quiver.spark.scan.delta;

import org.jspecify.annotations.NullMarked;
