/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Spark's physical operators to Substrait relations, with one translator each. */
@NullMarked
package io.quiver.bridge.relation;

import org.jspecify.annotations.NullMarked;
