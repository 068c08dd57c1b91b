/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Watches queries from outside: which operators of an executed plan were accelerated. */
@NullMarked
package io.quiver.compat;

import org.jspecify.annotations.NullMarked;
