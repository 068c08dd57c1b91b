/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Spark's aggregations to Substrait: keys, measures, and results that are Spark's own code. */
@NullMarked
package io.quiver.bridge.relation.aggregate;

import org.jspecify.annotations.NullMarked;
