/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Verdicts: whether an operator can be offloaded, and otherwise the typed reason. */
@NullMarked
package io.quiver.bridge.support;

import org.jspecify.annotations.NullMarked;
