/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Dates, timestamps and time zones. */
@NullMarked
package io.quiver.exec.function.datetime;

import org.jspecify.annotations.NullMarked;
