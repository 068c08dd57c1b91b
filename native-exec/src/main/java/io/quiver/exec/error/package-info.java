/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Signals of failure: declined batches, failures at a row, and error codes. */
@NullMarked
package io.quiver.exec.error;

import org.jspecify.annotations.NullMarked;
