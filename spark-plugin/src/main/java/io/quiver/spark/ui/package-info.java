/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The tab "Quiver" in Spark's UI, live and in the history server, made of what Spark already keeps about queries. */
@NullMarked
package io.quiver.spark.ui;

import org.jspecify.annotations.NullMarked;
