/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Writes batches as Parquet files, in the format of parquet-hadoop. */
@NullMarked
package io.quiver.exec.sink.parquet;

import org.jspecify.annotations.NullMarked;
