/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads CSV text: chunks of whole lines are cut into fields, of which only those asked for are looked at, and these become
 * columns. A line that is not plainly what Spark's parser makes of it goes to Spark's parser, through {@link
 * io.quiver.exec.scan.csv.OddLines}.
 */
@NullMarked
package io.quiver.exec.scan.csv;

import org.jspecify.annotations.NullMarked;
