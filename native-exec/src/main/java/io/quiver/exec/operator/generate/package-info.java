/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Generators, which make any number of output rows per input row: elements of collections, copies, rows that the host makes.
 */
@NullMarked
package io.quiver.exec.operator.generate;

import org.jspecify.annotations.NullMarked;
