/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Spark's types to Substrait's. */
@NullMarked
package io.quiver.bridge.type;

import org.jspecify.annotations.NullMarked;
