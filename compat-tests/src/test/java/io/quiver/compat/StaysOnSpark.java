/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import java.util.Map;
import java.util.Set;

/** Lists the functions that neither a kernel nor Spark's code inside Quiver computes, and why. */
final class StaysOnSpark {
    static final Map<String, String> REASONS = Map.of(
            "session_window", "stays on Spark: so do the operators that merge sessions",
            "python_worker_logs", "stays on Spark: it exchanges rows with Python",
            "range", "stays on Spark: it generates the rows inside the loop that uses them");

    /** Functions whose code is in a package that is not on the class path. */
    static final Set<String> IN_OTHER_PACKAGES =
            Set.of("from_avro", "to_avro", "schema_of_avro", "from_protobuf", "to_protobuf");

    /** Functions of nothing, or of types and constants alone: Spark's optimizer puts their values, or their arguments, in their places. */
    static final Set<String> IN_THE_OPTIMIZER = Set.of(
            "collation",
            "curdate",
            "current_catalog",
            "current_database",
            "current_date",
            "current_schema",
            "current_time",
            "current_timestamp",
            "current_timezone",
            "current_user",
            "e",
            "localtimestamp",
            "now",
            "pi",
            "positive",
            "schema_of_csv",
            "schema_of_json",
            "schema_of_xml",
            "session_user",
            "typeof",
            "user",
            "version");

    private StaysOnSpark() {}
}
