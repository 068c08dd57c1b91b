/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tables that number groups by their keys. */
@NullMarked
package io.quiver.exec.operator.aggregate.table;

import org.jspecify.annotations.NullMarked;
