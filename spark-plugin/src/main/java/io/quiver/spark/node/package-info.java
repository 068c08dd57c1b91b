/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The plan nodes of what runs on Quiver, and how they start. */
@NullMarked
package io.quiver.spark.node;

import org.jspecify.annotations.NullMarked;
