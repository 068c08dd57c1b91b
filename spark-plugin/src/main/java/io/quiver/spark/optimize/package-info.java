/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Makes choices that change a plan, whether or not it is adaptive: join order, broadcasts, common subplans, top-n. */
@NullMarked
package io.quiver.spark.optimize;

import org.jspecify.annotations.NullMarked;
