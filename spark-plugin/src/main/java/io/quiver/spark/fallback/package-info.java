/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Keeps a failure in Quiver's planning from failing the query. */
@NullMarked
package io.quiver.spark.fallback;

import org.jspecify.annotations.NullMarked;
