/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Orders, customers and events with nested columns, as tables and files, for typical PySpark jobs. */
@NullMarked
package io.quiver.benchmarks.everyday;

import org.jspecify.annotations.NullMarked;
