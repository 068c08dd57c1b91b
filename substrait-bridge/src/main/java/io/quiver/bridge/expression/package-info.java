/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Catalyst expressions to Substrait expressions. */
@NullMarked
package io.quiver.bridge.expression;

import org.jspecify.annotations.NullMarked;
