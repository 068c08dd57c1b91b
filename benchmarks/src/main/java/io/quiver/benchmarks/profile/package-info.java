/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Analyses recordings of Java Flight Recorder by operator. */
@NullMarked
package io.quiver.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
