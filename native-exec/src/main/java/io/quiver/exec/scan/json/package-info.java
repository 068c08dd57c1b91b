/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads lines of JSON text, each an object: one pass finds the values that are asked for and checks all else, and these become
 * columns. A line that has anything beyond the grammar of RFC 8259, or a value of another kind than its column, goes to Spark's
 * parser.
 */
@NullMarked
package io.quiver.exec.scan.json;

import org.jspecify.annotations.NullMarked;
