/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Arrow's vectors and files as the executor's columns, and back. The one package that sees Arrow Java. */
@NullMarked
package io.quiver.exec.standalone.arrow;

import org.jspecify.annotations.NullMarked;
