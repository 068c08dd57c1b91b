/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.operator;

/** An input that is asked where its rows come from: what is made of a batch has gone out before the next one is read. */
public interface InStepSource extends BatchSource {}
