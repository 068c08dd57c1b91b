/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Measures the cost of Quiver's planning for a query, before a row is read. */
@NullMarked
package io.quiver.benchmarks.planning;

import org.jspecify.annotations.NullMarked;
