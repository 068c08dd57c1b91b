/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Quiver would do for jobs that ran without it, told from their event logs. */
@NullMarked
package io.quiver.spark.assess;

import org.jspecify.annotations.NullMarked;
