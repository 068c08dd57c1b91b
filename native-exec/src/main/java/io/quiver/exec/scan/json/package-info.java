/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads lines of JSON text, one object each. One pass finds the requested values and checks everything else; then the values
 * become columns. A line that goes beyond the grammar of RFC 8259, or has a value of another kind than its column, goes to
 * Spark's parser.
 */
@NullMarked
package io.quiver.exec.scan.json;

import org.jspecify.annotations.NullMarked;
