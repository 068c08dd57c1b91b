/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of plans that run without Spark. */
@NullMarked
package io.quiver.exec.standalone;

import org.jspecify.annotations.NullMarked;
