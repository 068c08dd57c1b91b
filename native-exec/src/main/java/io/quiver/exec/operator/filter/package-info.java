/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Filters, which keep the rows for which a condition is true. */
@NullMarked
package io.quiver.exec.operator.filter;

import org.jspecify.annotations.NullMarked;
