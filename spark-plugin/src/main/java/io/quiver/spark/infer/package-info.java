/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Infers the schemas of files of lines as Spark does, and skips lines that provably change no type. */
@NullMarked
package io.quiver.spark.infer;

import org.jspecify.annotations.NullMarked;
