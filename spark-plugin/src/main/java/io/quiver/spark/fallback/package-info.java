/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What keeps a failure in Quiver's planning from being the query's. */
@NullMarked
package io.quiver.spark.fallback;

import org.jspecify.annotations.NullMarked;
