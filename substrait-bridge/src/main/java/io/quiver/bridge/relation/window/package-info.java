/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Spark's window operators to Substrait: keys, frames, functions. */
@NullMarked
package io.quiver.bridge.relation.window;

import org.jspecify.annotations.NullMarked;
