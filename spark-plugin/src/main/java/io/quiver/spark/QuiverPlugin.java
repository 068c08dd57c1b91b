/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark;

import io.quiver.spark.compat.SparkMinor;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one class that a user names: {@code --conf spark.plugins=io.quiver.spark.QuiverPlugin}. On a supported version of Spark it
 * switches Quiver on. On any other version, or if Quiver cannot be set up, it sets nothing and logs one warning: the job runs as
 * without the plugin.
 *
 * <p>This class and {@link SparkMinor} refer to nothing that another version of Spark or Scala lacks. Everything else is in
 * {@link Startup}, which is loaded on supported versions only.
 */
public final class QuiverPlugin implements SparkPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(QuiverPlugin.class);
    /** What the driver tells its executors if Quiver is on. */
    private static final Map<String, String> ON = Map.of("quiver", "on");

    private static final Map<String, String> OFF = Map.of();
    /** The key in {@code QuiverConf}, which is not loaded on an unsupported Spark. */
    private static final String ENABLED = "spark.quiver.enabled";

    private final DriverPlugin driverSide;

    public QuiverPlugin() {
        // No method reference: that would load Startup here.
        this(SparkContext::version, conf -> Startup.onDriver(conf));
    }

    /** For tests: replaces the version check or the startup. */
    QuiverPlugin(Function<SparkContext, String> version, Function<SparkConf, Map<String, String>> startup) {
        this.driverSide = new DriverSide(version, startup);
    }

    @Override
    public DriverPlugin driverPlugin() {
        return driverSide;
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorSide();
    }

    private static final class DriverSide implements DriverPlugin {
        private final Function<SparkContext, String> versionOf;
        private final Function<SparkConf, Map<String, String>> startup;

        DriverSide(Function<SparkContext, String> versionOf, Function<SparkConf, Map<String, String>> startup) {
            this.versionOf = versionOf;
            this.startup = startup;
        }

        @Override
        public Map<String, String> init(SparkContext context, PluginContext pluginContext) {
            String version = versionOf.apply(context);
            if (SparkMinor.of(version).isEmpty()) {
                LOG.warn(
                        "Quiver is off and has changed nothing: this is Spark {}, and it supports Spark {}.",
                        version,
                        SparkMinor.supported());
                return OFF;
            }
            if (isSwitchedOff(context.conf())) {
                LOG.info("Quiver is off and has changed nothing: {} is false.", ENABLED);
                return OFF;
            }
            try {
                // The live conf, read when the first session is built; SparkContext.getConf would be a copy (Spark
                // 4.1).
                Map<String, String> settings = startup.apply(context.conf());
                LOG.info("Quiver {} is on for Spark {}; it has set {}", quiverVersion(), version, settings);
                show(context, pluginContext);
                return ON;
            } catch (Throwable thrown) { // LinkageErrors above all, and from Scala checked exceptions too
                failIfFatal(thrown);
                LOG.warn(
                        "Quiver is off and has changed nothing: it could not be set up on Spark {}. It supports Spark {}.",
                        version,
                        SparkMinor.supported(),
                        thrown);
                return OFF;
            }
        }
    }

    private static void show(SparkContext context, PluginContext pluginContext) {
        try {
            Startup.show(context, pluginContext);
        } catch (Throwable thrown) { // from Scala checked exceptions too
            failIfFatal(thrown);
            LOG.warn("Quiver has no tab in Spark's UI, or no metrics; queries run as ever.", thrown);
        }
    }

    private static final class ExecutorSide implements ExecutorPlugin {
        @Override
        public void init(PluginContext context, Map<String, String> fromDriver) {
            if (!fromDriver.equals(ON)) {
                return;
            }
            try {
                Startup.onExecutor(context.executorID());
            } catch (Throwable thrown) { // nothing but the first query's speed depends on it
                failIfFatal(thrown);
                LOG.warn("Quiver could not prepare itself on this executor; its first tasks will be slower.", thrown);
            }
        }
    }

    /** Checked before anything is loaded that refers to Spark's plans. */
    private static boolean isSwitchedOff(SparkConf conf) {
        return conf.get(ENABLED, "true").trim().equalsIgnoreCase("false");
    }

    private static void failIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }

    /** From the manifest of the jar. */
    private static String quiverVersion() {
        return Objects.requireNonNullElse(
                QuiverPlugin.class.getPackage().getImplementationVersion(), "(not from a jar)");
    }
}
