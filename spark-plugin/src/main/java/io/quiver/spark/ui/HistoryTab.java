/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import io.quiver.spark.compat.Scala;
import io.quiver.spark.compat.SparkMinor;
import org.apache.spark.SparkConf;
import org.apache.spark.package$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.status.AppHistoryServerPlugin;
import org.apache.spark.status.ElementTrackingStore;
import org.apache.spark.ui.SparkUI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;

/**
 * Adds the tab in a history server that has Quiver's jar on its class path, for each application with a query that Quiver took
 * part in. Everything shown is in the events that Spark itself writes.
 */
public final class HistoryTab implements AppHistoryServerPlugin {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryTab.class);

    @Override
    public Seq<SparkListener> createListeners(SparkConf conf, ElementTrackingStore store) {
        return Scala.seqOf();
    }

    @Override
    public void setupUI(SparkUI ui) {
        try {
            if (SparkMinor.of(package$.MODULE$.SPARK_VERSION()).isPresent()
                    && QueryStore.of(ui).filter(QueryStore::anyExplained).isPresent()) {
                QuiverTab.attach(ui);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("Quiver could not add its tab to the UI of an application; the other tabs are as ever.", e);
        }
    }

    /** After the SQL tab, whose store this tab reads. */
    @Override
    public int displayOrder() {
        return Integer.MAX_VALUE;
    }
}
