/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Predicts from event logs what Quiver would do for jobs that ran without it. */
@NullMarked
package io.quiver.spark.assess;

import org.jspecify.annotations.NullMarked;
