/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Planning that needs adaptive execution: delayed shuffles, runtime filters, finished stages, and Spark's rules that fragments
 * hide plans from.
 */
@NullMarked
package io.quiver.spark.adaptive;

import org.jspecify.annotations.NullMarked;
