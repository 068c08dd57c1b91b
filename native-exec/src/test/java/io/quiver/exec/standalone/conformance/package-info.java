/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs Substrait's own test cases of its standard functions. */
@NullMarked
package io.quiver.exec.standalone.conformance;

import org.jspecify.annotations.NullMarked;
