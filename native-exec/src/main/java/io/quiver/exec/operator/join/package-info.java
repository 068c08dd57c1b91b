/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Hash and nested-loop joins of every type, with build tables that tasks may share. */
@NullMarked
package io.quiver.exec.operator.join;

import org.jspecify.annotations.NullMarked;
