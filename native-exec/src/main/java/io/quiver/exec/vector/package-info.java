/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Columns in Arrow layout on heap arrays: values, validity words, views of bytes, dictionaries. This package is the bottom of
 * the executor: everything above reads and makes columns.
 */
@NullMarked
package io.quiver.exec.vector;

import org.jspecify.annotations.NullMarked;
