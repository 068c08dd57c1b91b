/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Any number of output rows for each input row: the elements of collections, copies of rows, rows that the host makes. */
@NullMarked
package io.quiver.exec.operator.generate;

import org.jspecify.annotations.NullMarked;
