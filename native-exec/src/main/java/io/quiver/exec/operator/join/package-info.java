/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Joins: build tables that tasks share, hash and nested-loop joins of every type. */
@NullMarked
package io.quiver.exec.operator.join;

import org.jspecify.annotations.NullMarked;
