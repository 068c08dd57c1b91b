/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/** An input of a plan that asks where a row comes from. All output of a batch goes out before the next batch is read. */
public interface InStepSource extends BatchSource {}
