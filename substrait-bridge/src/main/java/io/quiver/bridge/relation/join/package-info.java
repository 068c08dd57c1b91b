/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Spark's joins to Substrait. */
@NullMarked
package io.quiver.bridge.relation.join;

import org.jspecify.annotations.NullMarked;
