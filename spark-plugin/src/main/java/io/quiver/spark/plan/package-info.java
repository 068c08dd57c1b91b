/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Shared parts of Quiver's plan nodes: printing, tags, rewriting. */
@NullMarked
package io.quiver.spark.plan;

import org.jspecify.annotations.NullMarked;
