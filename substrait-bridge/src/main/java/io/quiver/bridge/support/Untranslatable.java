/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.bridge.support;

/**
 * Ends the translation of an operator from deep inside its expressions. The translator's verdict turns it into a value. If a
 * translation throws it, the verdict was not asked.
 */
public final class Untranslatable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    public Untranslatable(Reason reason, String detail) {
        super(reason + ": " + detail, null, false, false);
        this.reason = reason;
        this.detail = detail;
    }

    public Verdict verdict() {
        return Verdict.unsupported(reason, detail);
    }
}
