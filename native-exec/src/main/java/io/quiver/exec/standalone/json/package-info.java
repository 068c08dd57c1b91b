/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads plans in protobuf's JSON form. */
@NullMarked
package io.quiver.exec.standalone.json;

import org.jspecify.annotations.NullMarked;
