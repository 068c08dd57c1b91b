/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Decodes pages of Parquet columns into values. */
@NullMarked
package io.quiver.exec.scan.parquet.decode;

import org.jspecify.annotations.NullMarked;
