/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.spark.unsafe.types;

/** A type of Spark 4.2 that a row's interface names there; on the source path only and never packaged. */
public final class BinaryView {}
