/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code quiver substrait}. */
@NullMarked
package io.quiver.exec.standalone.cli;

import org.jspecify.annotations.NullMarked;
