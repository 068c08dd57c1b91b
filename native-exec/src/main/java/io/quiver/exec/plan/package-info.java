/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is to run: immutable plan records, one sealed family, made by the Substrait reader and turned into operators by the pipeline builder. */
@NullMarked
package io.quiver.exec.plan;

import org.jspecify.annotations.NullMarked;
