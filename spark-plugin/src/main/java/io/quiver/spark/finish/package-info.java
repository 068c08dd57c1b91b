/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Makes the last changes to a plan before it runs. */
@NullMarked
package io.quiver.spark.finish;

import org.jspecify.annotations.NullMarked;
