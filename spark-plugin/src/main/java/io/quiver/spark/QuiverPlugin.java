/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import io.quiver.spark.cache.CacheSerializer;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.explain.QuiverExplain;
import io.quiver.spark.plan.WarmUp;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.sql.internal.StaticSQLConf$;

/**
 * The one class that a user names: {@code --conf spark.plugins=io.quiver.spark.QuiverPlugin}. It adds the session
 * extensions to the live configuration, leaving what the user has set, and warms up in the background.
 */
public final class QuiverPlugin implements SparkPlugin {
    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String EXPLAIN_PROVIDERS = "spark.sql.extendedExplainProviders";

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverSide();
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorSide();
    }

    private static final class DriverSide implements DriverPlugin {
        @Override
        public Map<String, String> init(SparkContext context, PluginContext pluginContext) {
            // The live conf, read when the first session is built; SparkContext.getConf would be a copy (Spark 4.1).
            append(context.conf(), EXTENSIONS, QuiverExtensions.class.getName());
            append(context.conf(), EXPLAIN_PROVIDERS, QuiverExplain.class.getName());
            context.conf().setIfMissing(QuiverConf.COST_EVALUATOR, QuiverConf.COST_EVALUATOR_CLASS);
            context.conf().setIfMissing(QuiverConf.BROADCAST_BLOCK_SIZE, QuiverConf.BROADCAST_BLOCK_SIZE_VALUE);
            if (!QuiverConf.requiresRegisteredClasses(context.conf())) {
                context.conf()
                        .setIfMissing(
                                StaticSQLConf$.MODULE$.SPARK_CACHE_SERIALIZER().key(), CacheSerializer.class.getName());
            }
            WarmUp.start();
            return Map.of();
        }
    }

    private static void append(SparkConf conf, String key, String className) {
        String present = conf.get(key, "");
        if (java.util.List.of(present.split("\\s*,\\s*")).contains(className)) {
            return;
        }
        conf.set(key, present.isBlank() ? className : present + "," + className);
    }

    private static final class ExecutorSide implements ExecutorPlugin {
        @Override
        public void init(PluginContext context, Map<String, String> extraConf) {
            WarmUp.start();
        }
    }
}
