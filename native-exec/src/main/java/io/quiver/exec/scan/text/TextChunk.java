/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

/** Whole lines in {@code data[start .. end)}: each ends with LF, CR or CR LF, but for the last one, which need not. */
public record TextChunk(byte[] data, int start, int end) {}
