/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The operators through which batches enter a pipeline. */
@NullMarked
package io.quiver.exec.operator.scan;

import org.jspecify.annotations.NullMarked;
