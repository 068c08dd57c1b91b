/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;

/** What one engine made of a fragment's input: its rows in order, and what it threw after them. */
record EngineRun(List<UnsafeRow> rows, @Nullable Exception failure) {}
