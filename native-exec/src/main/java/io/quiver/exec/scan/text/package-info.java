/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Reads files of lines, of whatever format: chunks of whole lines are taken apart by a {@link
 * io.quiver.exec.scan.text.LineParser}, and the texts of values become columns. A line that is not plainly what Spark's parser makes
 * of it goes to Spark's parser, through {@link io.quiver.exec.scan.text.OddLines}.
 */
@NullMarked
package io.quiver.exec.scan.text;

import org.jspecify.annotations.NullMarked;
