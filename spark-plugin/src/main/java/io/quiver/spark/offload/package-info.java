/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The rules that make fragments of Spark's plans, where that pays. */
@NullMarked
package io.quiver.spark.offload;

import org.jspecify.annotations.NullMarked;
