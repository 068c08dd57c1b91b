/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.delta;

/** Says a version as Delta Lake's package object does: one that tests choose. */
public final class package$ {
    public static final package$ MODULE$ = new package$();

    private String version = "4.2.0";

    private package$() {}

    public String VERSION() {
        return version;
    }

    public void setVersion(String version) {
        this.version = version;
    }
}
