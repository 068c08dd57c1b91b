/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Limits: the first rows. */
@NullMarked
package io.quiver.exec.operator.limit;

import org.jspecify.annotations.NullMarked;
