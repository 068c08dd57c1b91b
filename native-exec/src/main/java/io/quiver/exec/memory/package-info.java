/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The task's memory account and its spill files. */
@NullMarked
package io.quiver.exec.memory;

import org.jspecify.annotations.NullMarked;
