/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Recordings of Java Flight Recorder, read by operator. */
@NullMarked
package io.quiver.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
