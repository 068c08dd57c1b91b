/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The plugin: what Spark loads, and the session extensions. */
@NullMarked
package io.quiver.spark;

import org.jspecify.annotations.NullMarked;
