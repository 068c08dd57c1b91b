/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Infers the schemas of files of lines as Spark does, but for what provably changes no type. */
@NullMarked
package io.quiver.spark.infer;

import org.jspecify.annotations.NullMarked;
