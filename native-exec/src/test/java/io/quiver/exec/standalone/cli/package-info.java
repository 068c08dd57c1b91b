/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the command {@code quiver substrait}. */
@NullMarked
package io.quiver.exec.standalone.cli;

import org.jspecify.annotations.NullMarked;
