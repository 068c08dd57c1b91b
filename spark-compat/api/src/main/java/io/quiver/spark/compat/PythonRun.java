/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.compat;

import java.io.Serializable;
import org.apache.spark.api.python.ChainedPythonFunctions;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Map;
import scala.collection.immutable.Seq;

/**
 * Describes the functions that a Python worker runs, and how: the arguments of Spark's runners.
 *
 * @param functions each with its id
 * @param offsets the arguments of each function, as positions among the columns sent
 * @param names the name of each argument, or null; null if functions take only tables
 * @param schema the columns sent
 * @param session id under which the session's workers log; empty if they do not
 */
public record PythonRun(
        Seq<Tuple2<ChainedPythonFunctions, Object>> functions,
        int evalType,
        int[][] offsets,
        @Nullable String @Nullable [][] names,
        StructType schema,
        String timeZone,
        boolean largeVarTypes,
        Map<String, String> conf,
        Map<String, SQLMetric> metrics,
        Option<String> jobArtifacts,
        Option<String> session,
        Option<String> profiler)
        implements Serializable {}
