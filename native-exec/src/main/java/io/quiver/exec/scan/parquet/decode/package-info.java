/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Pages of Parquet columns to values. */
@NullMarked
package io.quiver.exec.scan.parquet.decode;

import org.jspecify.annotations.NullMarked;
