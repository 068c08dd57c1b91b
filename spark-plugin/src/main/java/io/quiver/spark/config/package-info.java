/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Defines every configuration key of Quiver. */
@NullMarked
package io.quiver.spark.config;

import org.jspecify.annotations.NullMarked;
