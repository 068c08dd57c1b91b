/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** From Spark's physical plans to Substrait. No executor here: what it can do is asked through Capabilities. */
@NullMarked
package io.quiver.bridge;

import org.jspecify.annotations.NullMarked;
