/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.compat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.execution.FormattedMode$;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.jspecify.annotations.Nullable;

/**
 * Appends one line of JSON for every query of a session to the file that {@value #FILE_PROPERTY} names.
 *
 * <p>Register it with {@code spark.sql.queryExecutionListeners}. The file is a system property and not a conf, so that it also
 * reaches Spark's own suites, which create their own sessions. With {@value #PLANS_PROPERTY}=true the line contains the plan as
 * text, with the additions of extended explain providers.
 */
public final class AccelerationListener implements QueryExecutionListener {
    static final String FILE_PROPERTY = "quiver.compat.report";
    static final String PLANS_PROPERTY = "quiver.compat.plans";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable String file = System.getProperty(FILE_PROPERTY);
    private final boolean withPlans = Boolean.getBoolean(PLANS_PROPERTY);

    @Override
    public void onSuccess(String action, QueryExecution query, long durationNanos) {
        append(action, query, true);
    }

    @Override
    public void onFailure(String action, QueryExecution query, Exception failure) {
        append(action, query, false);
    }

    private void append(String action, QueryExecution query, boolean succeeded) {
        if (file == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("action", action);
        line.put("time", System.currentTimeMillis());
        line.put("succeeded", succeeded);
        try {
            PlanReport report = PlanReport.of(query.executedPlan());
            line.put("accelerated", report.accelerated());
            line.put("stock", report.stock());
            line.put("reasons", report.reasons());
            line.put("kernels", report.kernels().size());
            line.put("sparks", report.sparks());
            if (withPlans) {
                line.put("plan", query.explainString(FormattedMode$.MODULE$));
            }
        } catch (RuntimeException planningFailed) {
            // A query that fails before it has a plan has nothing to report but that it failed.
            line.put("error", planningFailed.toString());
        }
        write(line);
    }

    private void write(Map<String, Object> line) {
        try {
            Files.writeString(
                    Path.of(Objects.requireNonNull(file)),
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (JsonProcessingException notWritable) {
            throw new IllegalStateException("Cannot write the report of a query as JSON: " + line, notWritable);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot append to " + file, failed);
        }
    }
}
