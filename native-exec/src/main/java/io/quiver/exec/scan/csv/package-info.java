/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Cuts lines of CSV files into fields and reads only the requested ones. */
@NullMarked
package io.quiver.exec.scan.csv;

import org.jspecify.annotations.NullMarked;
