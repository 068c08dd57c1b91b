/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a task gives a plan to run with, and the parts of operators that only the host can do. */
@NullMarked
package io.quiver.exec.operator.host;

import org.jspecify.annotations.NullMarked;
