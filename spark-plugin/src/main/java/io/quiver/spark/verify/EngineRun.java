/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;

/** One engine's result for a fragment's input: its rows in order, and the failure after them. */
record EngineRun(List<UnsafeRow> rows, @Nullable Exception failure) {}
