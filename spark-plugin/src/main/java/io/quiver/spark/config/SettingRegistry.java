/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.config;

import org.apache.spark.internal.config.ConfigBuilder;
import org.apache.spark.sql.internal.SQLConf$;

/**
 * Makes Quiver's settings known to Spark. {@code SET -v} lists them. Spark rejects a wrong value when it is set, with the key,
 * the value and what is allowed; a value from the command line is rejected when its session is first used (Spark 4's
 * {@code SQLConf.setConfString}).
 */
public final class SettingRegistry {
    private static final String SINCE = "0.1.0";

    private SettingRegistry() {}

    /** Registers all settings; a second call in the same JVM does nothing. */
    public static synchronized void register() {
        for (QuiverConf.Entry entry : QuiverConf.all()) {
            if (!SQLConf$.MODULE$.containsConfigKey(entry.key())) {
                register(entry);
            }
        }
    }

    private static void register(QuiverConf.Entry entry) {
        ConfigBuilder builder =
                SQLConf$.MODULE$.buildConf(entry.key()).doc(entry.meaning()).version(SINCE);
        ConfigBuilder shown = entry.isTestSwitch() ? builder.internal() : builder;
        shown.stringConf()
                .checkValue(
                        value -> entry.allowed().accepts(value),
                        "It is to be " + entry.allowed().words() + ".")
                .createWithDefault(entry.defaultValue());
    }
}
