/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs inside a Spark task: the fragment over its inputs. */
@NullMarked
package io.quiver.spark.task;

import org.jspecify.annotations.NullMarked;
