/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the executor can compute: the catalogue of scalar and aggregate functions, each declared in one file. */
@NullMarked
package io.quiver.exec.function;

import org.jspecify.annotations.NullMarked;
