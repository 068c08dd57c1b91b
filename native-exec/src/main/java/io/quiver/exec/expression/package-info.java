/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Expressions computed per row: immutable records, and the evaluators compiled from them, which work a batch at a time. */
@NullMarked
package io.quiver.exec.expression;

import org.jspecify.annotations.NullMarked;
