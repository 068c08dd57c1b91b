/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Projections: columns computed per row. */
@NullMarked
package io.quiver.exec.operator.project;

import org.jspecify.annotations.NullMarked;
