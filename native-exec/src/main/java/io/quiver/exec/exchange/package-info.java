/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Batches as bytes, for shuffle, spill and broadcast. */
@NullMarked
package io.quiver.exec.exchange;

import org.jspecify.annotations.NullMarked;
