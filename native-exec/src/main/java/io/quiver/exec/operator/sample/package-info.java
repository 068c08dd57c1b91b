/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Random samples of rows. */
@NullMarked
package io.quiver.exec.operator.sample;

import org.jspecify.annotations.NullMarked;
