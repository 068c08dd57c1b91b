/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What scans of files have in common, of whatever format: Spark's RDD over them, their partitions, and reports of what Spark's readers take. */
@NullMarked
package io.quiver.spark.scan.file;

import org.jspecify.annotations.NullMarked;
