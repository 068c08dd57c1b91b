/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What plans read that run without Spark. */
@NullMarked
package io.quiver.exec.standalone.table;

import org.jspecify.annotations.NullMarked;
