/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The tables of plans that run without Spark. */
@NullMarked
package io.quiver.exec.standalone.table;

import org.jspecify.annotations.NullMarked;
