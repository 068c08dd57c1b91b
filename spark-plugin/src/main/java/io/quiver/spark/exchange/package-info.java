/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The columnar shuffle through Spark's own shuffle manager. */
@NullMarked
package io.quiver.spark.exchange;

import org.jspecify.annotations.NullMarked;
