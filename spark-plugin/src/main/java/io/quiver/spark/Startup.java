/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import io.quiver.spark.cache.CacheSerializer;
import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkApi;
import io.quiver.spark.config.QuiverConf;
import io.quiver.spark.config.SettingRegistry;
import io.quiver.spark.config.UnknownSettings;
import io.quiver.spark.monitor.QueryCounters;
import io.quiver.spark.translation.WarmUp;
import io.quiver.spark.ui.QuiverTab;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.sql.QuiverExplainGenerator;
import org.apache.spark.sql.execution.adaptive.QuiverCostEvaluator;
import org.apache.spark.sql.internal.StaticSQLConf$;
import scala.Tuple2;

/**
 * Starts the plugin once the version of Spark is known. It works out all settings before it sets any, and loads every class that
 * Spark will load by name. If one of them cannot be linked, Spark stays as it was.
 */
final class Startup {
    private static final String EXTENSIONS = "spark.sql.extensions";
    private static final String EXPLAIN_PROVIDERS = "spark.sql.extendedExplainProviders";
    /** The value of SparkContext.DRIVER_IDENTIFIER, which is private to Spark. */
    private static final String DRIVER = "driver";

    private Startup() {}

    /** Adds Quiver to the live configuration and keeps what the user has set; returns the settings that it made. */
    static Map<String, String> onDriver(SparkConf conf) {
        CompletableFuture<SparkApi> api =
                CompletableFuture.supplyAsync(SparkApi::get, load -> new Thread(load, "quiver-startup").start());
        // Meanwhile this thread loads Spark's settings, which takes longer and which every session needs. What the
        // other thread initializes must not need them: each of the two would wait for the other.
        String cacheSerializer = StaticSQLConf$.MODULE$.SPARK_CACHE_SERIALIZER().key();
        await(api);
        ClassesLoadedByName.define();
        Map<String, String> settings = settings(conf, cacheSerializer);
        SettingRegistry.register();
        UnknownSettings.warnOf(Arrays.stream(conf.getAll()).map(Tuple2::_1).toList());
        settings.forEach(conf::set);
        if (settings.containsKey(cacheSerializer)) {
            ClassesLoadedByName.keepCacheSerializer(cacheSerializer, settings.get(cacheSerializer));
        }
        if (Runtime.getRuntime().availableProcessors() >= WarmUp.PROCESSORS) {
            WarmUp.start();
        }
        return settings;
    }

    /** Shows what Quiver does, in Spark's UI if there is one, and in metrics. Queries run without either. */
    static void show(SparkContext context, PluginContext plugin) {
        QueryCounters counters = new QueryCounters();
        context.addSparkListener(counters);
        counters.register(plugin.metricRegistry());
        Scala.optional(context.ui()).ifPresent(QuiverTab::attach);
    }

    /** Prepares an executor. In local mode the driver is the executor, and the session does this. */
    static void onExecutor(String executor) {
        SparkApi.get();
        if (!executor.equals(DRIVER)) {
            WarmUp.start();
        }
    }

    private static void await(CompletableFuture<SparkApi> api) {
        try {
            api.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private static Map<String, String> settings(SparkConf conf, String cacheSerializer) {
        Map<String, String> settings = new LinkedHashMap<>();
        append(settings, conf, EXTENSIONS, QuiverExtensions.class);
        append(settings, conf, EXPLAIN_PROVIDERS, QuiverExplainGenerator.class);
        addIfMissing(settings, conf, QuiverConf.COST_EVALUATOR, loaded(QuiverCostEvaluator.class));
        addIfMissing(settings, conf, QuiverConf.BROADCAST_BLOCK_SIZE, QuiverConf.BROADCAST_BLOCK_SIZE_VALUE);
        if (!QuiverConf.requiresRegisteredClasses(conf)) {
            addIfMissing(settings, conf, cacheSerializer, loaded(CacheSerializer.class));
        }
        return settings;
    }

    private static void append(Map<String, String> settings, SparkConf conf, String key, Class<?> added) {
        String present = conf.get(key, "");
        String className = loaded(added);
        if (!List.of(present.split("\\s*,\\s*")).contains(className)) {
            settings.put(key, present.isBlank() ? className : present + "," + className);
        }
    }

    private static void addIfMissing(Map<String, String> settings, SparkConf conf, String key, String value) {
        if (!conf.contains(key)) {
            settings.put(key, value);
        }
    }

    /**
     * Returns the name of a class that Spark will instantiate. Instantiates it once, so that failures show before anything is
     * set.
     */
    private static String loaded(Class<?> type) {
        try {
            type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot make an instance of " + type.getName(), e);
        }
        return type.getName();
    }
}
