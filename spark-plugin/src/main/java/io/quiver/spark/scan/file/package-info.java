/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Shared parts of file scans of all formats: Spark's RDD over files, partition values, and reports of splits that Spark's readers
 * take.
 */
@NullMarked
package io.quiver.spark.scan.file;

import org.jspecify.annotations.NullMarked;
