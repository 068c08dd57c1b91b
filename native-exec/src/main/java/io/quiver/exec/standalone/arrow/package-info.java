/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Converts Arrow's vectors and files to the executor's columns and back. No other package uses Arrow Java. */
@NullMarked
package io.quiver.exec.standalone.arrow;

import org.jspecify.annotations.NullMarked;
