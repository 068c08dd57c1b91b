/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads Parquet files into batches. Parquet-hadoop finds and fetches the pages; everything from decompression on is done
 * here. Reads only what it provably reads as Spark's vectorised reader does, and declines the rest.
 */
@NullMarked
package io.quiver.exec.scan.parquet;

import org.jspecify.annotations.NullMarked;
