/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads any Substrait plan in the standard functions for execution without Spark. */
@NullMarked
package io.quiver.exec.standalone.plan;

import org.jspecify.annotations.NullMarked;
