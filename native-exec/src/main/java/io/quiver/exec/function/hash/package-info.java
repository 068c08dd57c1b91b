/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The hash functions by which Spark partitions and deduplicates. */
@NullMarked
package io.quiver.exec.function.hash;

import org.jspecify.annotations.NullMarked;
