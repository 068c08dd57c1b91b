/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Text and binary functions. */
@NullMarked
package io.quiver.exec.function.string;

import org.jspecify.annotations.NullMarked;
