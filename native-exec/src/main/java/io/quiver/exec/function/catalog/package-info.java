/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** All functions of the executor, by name. */
@NullMarked
package io.quiver.exec.function.catalog;

import org.jspecify.annotations.NullMarked;
