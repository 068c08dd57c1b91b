/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.spark.verify;

/** Fails a job if the engines differ and spark.quiver.verify.onMismatch=fail. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VerificationException(String difference) {
        super(difference);
    }
}
