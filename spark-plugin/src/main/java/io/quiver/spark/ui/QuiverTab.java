/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.ui;

import org.apache.spark.ui.SparkUI;
import org.apache.spark.ui.SparkUITab;

/** The tab "Quiver", right of Spark's own tabs. It keeps nothing but summaries of queries that the SQL tab keeps. */
public final class QuiverTab extends SparkUITab {
    static final String PREFIX = "quiver";

    /** Spark's SQL tab has order 0, and the built-in tabs have less. */
    private static final int RIGHT_OF_SQL = 1;

    private final SparkUI ui;

    private QuiverTab(SparkUI ui) {
        super(ui, PREFIX);
        this.ui = ui;
        attachPage(new ApplicationPage(this));
        attachPage(new QueryPage(this));
    }

    /** Adds the tab to the UI of a running application, or of one that the history server shows. */
    public static void attach(SparkUI ui) {
        ui.attachTab(new QuiverTab(ui));
    }

    @Override
    public String name() {
        return "Quiver";
    }

    @Override
    public int displayOrder() {
        return RIGHT_OF_SQL;
    }

    SparkUI ui() {
        return ui;
    }
}
