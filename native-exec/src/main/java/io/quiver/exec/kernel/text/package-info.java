/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Loops over text and bytes. */
@NullMarked
package io.quiver.exec.kernel.text;

import org.jspecify.annotations.NullMarked;
