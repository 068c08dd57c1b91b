/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Cuts lines of CSV files into fields, of which only those asked for are looked at. */
@NullMarked
package io.quiver.exec.scan.csv;

import org.jspecify.annotations.NullMarked;
