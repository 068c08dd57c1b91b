/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Encodes columns as pages of Parquet: dictionaries, plain values, levels. */
@NullMarked
package io.quiver.exec.sink.parquet.encode;

import org.jspecify.annotations.NullMarked;
