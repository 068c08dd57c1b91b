/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The frames of window functions: where each row's frame begins and ends. */
@NullMarked
package io.quiver.exec.operator.window.frame;

import org.jspecify.annotations.NullMarked;
