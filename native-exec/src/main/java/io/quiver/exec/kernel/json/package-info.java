/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** JSON text in bytes: where its parts end, names and paths in it, and what Jackson's generator writes for them. */
@NullMarked
package io.quiver.exec.kernel.json;

import org.jspecify.annotations.NullMarked;
