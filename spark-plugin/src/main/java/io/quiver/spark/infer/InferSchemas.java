/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.infer;

import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.fallback.PlanningNet;
import io.quiver.spark.fallback.PlanningRule;
import org.apache.spark.sql.catalyst.analysis.ResolveDataSource;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedDataSource;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Resolves sources that {@code spark.read} loads without a schema before Spark does. It runs Spark's own rule,
 * {@code ResolveDataSource} of Spark 4.1, with a format in place of Spark's that infers with Quiver's code. Partition columns,
 * options and names are thus Spark's work. A failing source stays unresolved, so that Spark fails in its own words.
 */
public final class InferSchemas extends PlanningRule<LogicalPlan> {
    private static final Logger LOG = LoggerFactory.getLogger(InferSchemas.class);

    private final SparkSession session;

    public InferSchemas(org.apache.spark.sql.SparkSession session) {
        this.session = (SparkSession) session;
    }

    @Override
    protected LogicalPlan changed(LogicalPlan plan) {
        if (!(plan instanceof UnresolvedDataSource source) // DataFrameReader.load makes it the root
                || source.isStreaming()
                || source.userSpecifiedSchema().isDefined()
                || !QuiverConf.infersSchemas()) {
            return plan;
        }
        return InferredFormat.of(source.format())
                .map(format -> resolved(source, format))
                .orElse(plan);
    }

    private LogicalPlan resolved(UnresolvedDataSource source, InferredFormat format) {
        LogicalPlan resolved;
        try {
            resolved = new ResolveDataSource(session)
                    .apply(new UnresolvedDataSource(
                            format.inferring().getName(), Option.empty(), source.options(), false, source.paths()));
        } catch (Exception e) { // Scala throws checked ones undeclared
            if (PlanningNet.isCancelled(e) || e instanceof IllegalStateException) { // of ours
                throw e;
            }
            LOG.debug("Spark resolves {} by itself", source, e);
            return source;
        }
        return resolved instanceof LogicalRelation relation
                        && relation.relation() instanceof HadoopFsRelation files
                        && files.fileFormat().getClass() == format.inferring()
                ? relation.copy(
                        withFormat(files, format.stock()),
                        relation.output(),
                        relation.catalogTable(),
                        relation.isStreaming(),
                        relation.stream())
                : source;
    }

    private static HadoopFsRelation withFormat(HadoopFsRelation files, FileFormat format) {
        return new HadoopFsRelation(
                files.location(),
                files.partitionSchema(),
                files.dataSchema(),
                files.bucketSpec(),
                format,
                files.options(),
                files.sparkSession());
    }
}
