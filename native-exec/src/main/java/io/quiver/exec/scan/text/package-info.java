/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads files of lines in any format. A {@link io.quiver.exec.scan.text.LineParser} parses chunks of whole lines, and the
 * texts of values become columns. A line goes to Spark's parser, through {@link io.quiver.exec.scan.text.OddLines}, unless it
 * plainly means what that parser would make of it.
 */
@NullMarked
package io.quiver.exec.scan.text;

import org.jspecify.annotations.NullMarked;
