/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Translates Spark's physical plans to Substrait. It contains no executor: Capabilities tells what the executor can do. */
@NullMarked
package io.quiver.bridge;

import org.jspecify.annotations.NullMarked;
