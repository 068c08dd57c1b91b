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
 * Which functions a worker of Python's is to run, and how: what Spark's runners are made of.
 *
 * @param functions each with its id
 * @param offsets for each function which of the columns sent are its arguments
 * @param names for each argument its name, or null; null where functions take no arguments but tables
 * @param schema the columns sent
 * @param session under which the workers of a session log; empty where they do not
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
