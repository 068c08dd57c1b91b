/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Functions of JSON text. */
@NullMarked
package io.quiver.exec.function.json;

import org.jspecify.annotations.NullMarked;
