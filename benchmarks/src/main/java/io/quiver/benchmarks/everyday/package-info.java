/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Orders, customers and events with nested columns, as tables and as files, for what PySpark jobs do every day. */
@NullMarked
package io.quiver.benchmarks.everyday;

import org.jspecify.annotations.NullMarked;
