/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Parquet files into batches: parquet-hadoop finds and fetches the pages, everything from decompression on is done here.
 * Reads what it can prove to read as Spark's vectorised reader does, and declines the rest.
 */
@NullMarked
package io.quiver.exec.scan.parquet;

import org.jspecify.annotations.NullMarked;
