/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the executor can do, as the bridge asks for it. */
@NullMarked
package io.quiver.spark.capability;

import org.jspecify.annotations.NullMarked;
