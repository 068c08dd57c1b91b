/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The rules that turn parts of Spark's plans into fragments if that pays. */
@NullMarked
package io.quiver.spark.offload;

import org.jspecify.annotations.NullMarked;
