/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is computed per row: immutable expression records, and the evaluators compiled from them that work a batch at a time. */
@NullMarked
package io.quiver.exec.expression;

import org.jspecify.annotations.NullMarked;
