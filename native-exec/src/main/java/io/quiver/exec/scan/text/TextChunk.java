/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.scan.text;

/** Whole lines in {@code data[start .. end)}. Each ends with LF, CR or CR LF; the last one need not. */
public record TextChunk(byte[] data, int start, int end) {}
