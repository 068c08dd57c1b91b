/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Pull operators, which hand on batches, in one package per kind. */
@NullMarked
package io.quiver.exec.operator;

import org.jspecify.annotations.NullMarked;
