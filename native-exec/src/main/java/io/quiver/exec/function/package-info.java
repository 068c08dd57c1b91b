/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What the executor can compute: the catalogue of scalar and aggregate functions, each declared in one file.
 *
 * <p>To add a scalar function: write it in its package with {@link io.quiver.exec.function.FunctionDefinition}, add its
 * line to that package's {@code XxxFunctions.ALL}, and compare it with an oracle in a test through {@code FunctionCheck},
 * which tries sizes, nulls, encodings and inactive rows. Give the kernel to {@link
 * io.quiver.exec.function.NullIntolerantKernel} where a null argument makes a null result: the loop then sees flat columns
 * only. Say through {@link io.quiver.exec.function.FailedRows} what becomes of rows without an answer, and throw {@link
 * io.quiver.exec.error.Declined} only for rows that are demanded: Spark's own code then does the batch.
 */
@NullMarked
package io.quiver.exec.function;

import org.jspecify.annotations.NullMarked;
