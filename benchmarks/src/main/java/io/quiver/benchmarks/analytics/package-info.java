/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One wide table of page views, for the queries of web analytics. */
@NullMarked
package io.quiver.benchmarks.analytics;

import org.jspecify.annotations.NullMarked;
