/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.Map;

/** The functions that neither a kernel nor Spark's code inside Quiver computes, and why. */
final class StaysOnSpark {
    static final Map<String, String> REASONS = Map.of(
            "session_window", "stays on Spark: so do the operators that merge sessions",
            "python_worker_logs", "stays on Spark: it exchanges rows with Python",
            "range", "stays on Spark: it generates the rows inside the loop that uses them");

    private StaysOnSpark() {}
}
