/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Immutable plan records, one sealed family. The Substrait reader makes them, the pipeline builder turns them into operators. */
@NullMarked
package io.quiver.exec.plan;

import org.jspecify.annotations.NullMarked;
