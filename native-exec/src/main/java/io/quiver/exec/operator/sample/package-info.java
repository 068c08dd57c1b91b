/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Some of the rows, as chance has it. */
@NullMarked
package io.quiver.exec.operator.sample;

import org.jspecify.annotations.NullMarked;
