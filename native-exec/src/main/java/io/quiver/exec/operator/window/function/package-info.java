/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Window functions. */
@NullMarked
package io.quiver.exec.operator.window.function;

import org.jspecify.annotations.NullMarked;
