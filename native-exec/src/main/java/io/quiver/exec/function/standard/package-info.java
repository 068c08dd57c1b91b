/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What Substrait's standard functions do beyond Spark's: options that ask for an error or a limit, and the rows that a
 * vectorised kernel declines where there is no Spark. Written row by row; see
 * {@link io.quiver.exec.function.standard.RowKernel}.
 */
@NullMarked
package io.quiver.exec.function.standard;

import org.jspecify.annotations.NullMarked;
