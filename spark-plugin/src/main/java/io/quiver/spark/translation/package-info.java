/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Connects bridge and executor: the translator with the executor's catalogue, and translated fragments. */
@NullMarked
package io.quiver.spark.translation;

import org.jspecify.annotations.NullMarked;
